# The site in one image. Settings come from the environment; everything it keeps is in /data or in PostgreSQL.

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS projects
WORKDIR /all
COPY . .
# The files that decide which packages are needed. As long as they stay the same, the layer with the packages is used again.
RUN mkdir /projects \
 && find . \( -name '*.csproj' -o -name 'Directory.*' -o -name global.json \) -exec cp --parents {} /projects \;

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /sources
COPY --from=projects /projects .
RUN dotnet restore src/Training.Web
COPY . .
RUN dotnet publish src/Training.Web --configuration Release --no-restore --output /site

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# What cleans the photos and PDF files that people attach; without it the site refuses them.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libvips-tools qpdf \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /site
COPY --from=build /site .
RUN mkdir /data && chown app:app /data
ENV ASPNETCORE_HTTP_PORTS=8080 \
    Data__Folder=/data
VOLUME /data
EXPOSE 8080
USER app
# The sub command asks /health/ready on the port above and ends with 0 or 1; the image has no curl.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["dotnet", "Training.Web.dll", "health"]
ENTRYPOINT ["dotnet", "Training.Web.dll"]
