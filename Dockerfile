# The service, built by a container engine: ./build.sh BuildImage --image-builder engine
# Its context is what PublishService published (output/publish/AgentKit.Server), so nothing is compiled here.
# By hand: docker build -f Dockerfile output/publish/AgentKit.Server
FROM mcr.microsoft.com/dotnet/aspnet:10.0@sha256:222759b391a1aaf241166672c8f99b2d4ada452e7b5319f3c6e8f265a37b5ad4
LABEL org.opencontainers.image.title="AgentKit" \
      org.opencontainers.image.base.name="mcr.microsoft.com/dotnet/aspnet:10.0"
WORKDIR /app
COPY . .
USER 1654:1654
EXPOSE 8080
ENTRYPOINT ["dotnet", "/app/AgentKit.Server.dll"]
