"""The service blueprint: who does what for the customer, seen and unseen, by our own layout."""
