using Pipeline.Errors;

namespace Pipeline.Containers;

/// <summary>Errors of this library.</summary>
[ErrorCodes]
public static class ContainerErrors
{
    /// <summary>PIPE3001.</summary>
    public static readonly ErrorCode InvalidRequest = new(
        "PIPE3001",
        "The image can't be built as asked",
        "The request for the image has values that an OCI image can't have, or that this project doesn't allow (a root user).",
        "Correct each value that the message names.");

    /// <summary>PIPE3002.</summary>
    public static readonly ErrorCode NoEntryPoint = new(
        "PIPE3002",
        "The published application has no entry point",
        "The folder has no *.runtimeconfig.json, or several, so it can't be told what to start.",
        "Publish an executable project into an empty folder, or give the image its Entrypoint.");

    /// <summary>PIPE3003.</summary>
    public static readonly ErrorCode UnsupportedFile = new(
        "PIPE3003",
        "A file of the application can't be put in an image layer",
        "The folder holds a symbolic link that leads out of it, or something that is neither file, folder nor link.",
        "Remove it from the published folder.");

    /// <summary>PIPE3004.</summary>
    public static readonly ErrorCode UnusableBaseImage = new(
        "PIPE3004",
        "The base image can't be used",
        "It is no OCI layout or OCI archive, is damaged (a blob's digest or size is wrong), or isn't made for the platform asked for.",
        "Fetch it again, for example with: skopeo copy docker://IMAGE@sha256:… oci:FOLDER:base");

    /// <summary>PIPE3005.</summary>
    public static readonly ErrorCode OutputInTheWay = new(
        "PIPE3005",
        "The image can't be written where it was asked to",
        "The output folder exists, isn't empty and isn't an OCI layout, so it may hold something of yours.",
        "Name another folder, or remove that one.");

    /// <summary>PIPE3006.</summary>
    public static readonly ErrorCode InvalidDigest = new(
        "PIPE3006",
        "Not a digest",
        "A digest is sha256: and 64 lower-case hexadecimal digits.",
        "Copy the digest from the build's or the registry's answer.");
}
