"""The sections of `gaps`, a module for each subject: a request and a sheet go in, sections come out."""
