namespace Pipeline.Components.Images;

/// <summary>What builds an image.</summary>
public enum ImageBuilderChoice
{
    /// <summary>The engine, where there is a Dockerfile and an engine answers; else none is needed.</summary>
    Auto,

    /// <summary>The container engine, from the Dockerfile. Not reproducible.</summary>
    Engine,

    /// <summary>No engine: our own layers on the base image. The same commit gives the same digest.</summary>
    Daemonless,
}
