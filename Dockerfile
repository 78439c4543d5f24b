# The program alone, on nothing: it needs no library, no shell and no other file. `packaging/assemble.py` lays it beside
# this file, for each machine.
#
#   docker run --rm -v "$PWD:/work" ghcr.io/medproof/medproof:0.2.0 check
#
# There is no git in it, so `--changed`, `--staged` and `diff`, which ask git, need another way to install medproof.
FROM scratch
ARG TARGETARCH
COPY --chmod=0755 medproof-${TARGETARCH} /medproof
# Nobody: files of the host are read, and written only where their owner is named with `--user`.
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["/medproof"]
