# Builds the app with the SDK and keeps only what was published: docker compose up
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/MutualAid.Web -c Release -o /app -v q --nologo

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
# The volume's folder must belong to the app's own account before the volume is mounted on it.
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/* \
    && install -d -o app -g app -m 700 /keys
COPY --from=build /app .
USER app
EXPOSE 8080
ENV ASPNETCORE_HTTP_PORTS=8080 Keys__Directory=/keys
ENTRYPOINT ["dotnet", "MutualAid.Web.dll"]
