# One image for the API, the worker, the relay and the commands; docker-compose.yml says which runs where.
FROM node:20-bookworm-slim AS build
WORKDIR /oneseal
COPY . .
# Packages, database client, compilation and workflow bundle, as on every other machine.
RUN node scripts/prepare.mjs && npm prune --omit=dev

FROM node:20-bookworm-slim
ENV NODE_ENV=production ONESEAL_HOME=/var/lib/oneseal
WORKDIR /oneseal
RUN mkdir -p /var/lib/oneseal && chown node:node /var/lib/oneseal
COPY --from=build /oneseal ./
USER node
VOLUME /var/lib/oneseal
EXPOSE 3000
CMD ["node", "dist/src/server.js"]
