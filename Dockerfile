# A Demo environment in a container. The listener and the HTTP API are on loopback only (B2.1): a client reaches them from the same network namespace,
# so `docker run --network host`, `--network container:NAME` or the same pod; a published port does not. See docs/how-to/continuous-integration.md.

FROM node:22-bookworm AS build
WORKDIR /s1kit
COPY . .
# The whole image of Node.js has what compiles the database driver where no binary is offered. What is needed to build and to test stays behind.
RUN npm ci \
  && npm prune --omit=dev --ignore-scripts \
  && rm -rf packages/*/test packages/*/src \
  && cd node_modules/better-sqlite3 \
  && rm -rf deps src build/Release/obj build/Release/obj.target build/Release/sqlite3.a \
  && cd ../.. \
  && find packages -name '*.map' -delete

FROM node:22-bookworm-slim
ENV NODE_ENV=production S1KIT_DATA=/data S1KIT_HTTP_PORT=4070
WORKDIR /s1kit
COPY --from=build /s1kit/LICENSE /s1kit/NOTICE ./
COPY --from=build /s1kit/node_modules ./node_modules
COPY --from=build /s1kit/packages ./packages
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 40700 4070
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.S1KIT_HTTP_PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "packages/cli/bin/s1kit.js"]
CMD ["demo"]
