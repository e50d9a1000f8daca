using Pipeline.Errors;

namespace Pipeline.Containers.Engines;

/// <summary>Errors of what builds images with a container engine.</summary>
[ErrorCodes]
public static class EngineErrors
{
    /// <summary>PIPE3200.</summary>
    public static readonly ErrorCode NoEngine = new(
        "PIPE3200",
        "No container engine answers",
        "Nothing listens at the engine's address, or this user may not talk to it.",
        "Start Docker (or Podman's service), or set DOCKER_HOST to where it listens; on Linux, membership in the group docker is needed. Or build without an engine: that is the default where none answers.");

    /// <summary>PIPE3201.</summary>
    public static readonly ErrorCode InvalidContext = new(
        "PIPE3201",
        "The image can't be built from its Dockerfile",
        "The Dockerfile or the build context isn't there, or .dockerignore has a pattern that can't be read.",
        "Correct the path or the pattern that the message names.");

    /// <summary>PIPE3202.</summary>
    public static readonly ErrorCode BuildFailed = new(
        "PIPE3202",
        "The engine's build failed",
        "A step of the Dockerfile failed, or the base image can't be had. The engine's own words and the last lines of its output stand in the message.",
        "Correct the step. Steps that need BuildKit (RUN --mount, heredocs) don't work: the build goes over the engine's classic API.");

    /// <summary>PIPE3203.</summary>
    public static readonly ErrorCode UnusableImage = new(
        "PIPE3203",
        "What the engine built can't be used",
        "The saved image is damaged or for another platform, or its Dockerfile says nothing of what to start.",
        "Build again; give the Dockerfile an ENTRYPOINT, and build on an engine of the platform that is wanted.");

    /// <summary>PIPE3204.</summary>
    public static readonly ErrorCode Refused = new(
        "PIPE3204",
        "The engine refused the request",
        "The engine answered with an error that isn't a failed step: no space, no rights, a parameter that it doesn't know.",
        "The engine's own words stand in the message; its log says more.");

    /// <summary>PIPE3205.</summary>
    public static readonly ErrorCode NoImage = new(
        "PIPE3205",
        "The engine can't get an image",
        "The image isn't in the engine, and can't be pulled: no network, no rights, or no such digest in its registry.",
        "Check the network, the credentials and the reference; or load the image into the engine by hand.");
}
