# cjmap without a Python of one's own: docker run --rm -v "$PWD:/maps:ro" cjmap validate
# What writes runs as who owns the folder: docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/maps" …
FROM python:3.13-slim AS built
COPY .ci/requirements.lock /src/.ci/
# The versions of the lock, of those packages alone that cjmap asks for and is built with. Its hashes
# would ask for one of the folder that is built here too.
RUN sed '/^ *--hash/d; s/ \\$//' /src/.ci/requirements.lock > /src/versions.txt
COPY pyproject.toml README.md LICENSE /src/
COPY cjmap /src/cjmap
RUN python -m venv /opt/cjmap \
 && PIP_CONSTRAINT=/src/versions.txt PIP_BUILD_CONSTRAINT=/src/versions.txt \
      /opt/cjmap/bin/pip install --quiet --no-cache-dir --disable-pip-version-check '/src[pdf,xlsx]' \
 && /opt/cjmap/bin/pip uninstall --quiet --yes pip

FROM python:3.13-slim
COPY --from=built /opt/cjmap /opt/cjmap
# Nobody in particular: what is not for everybody cannot be read.
USER 65534:65534
ENV PATH=/opt/cjmap/bin:$PATH PYTHONDONTWRITEBYTECODE=1
WORKDIR /maps
ENTRYPOINT ["cjmap"]
CMD ["--help"]
