using Pipeline.Errors;

namespace Pipeline.Components.Images;

/// <summary>Errors of the components that build, push, scan, sign and verify images.</summary>
[ErrorCodes]
public static class ImageComponentErrors
{
    /// <summary>An engine was asked for, and there is no Dockerfile.</summary>
    public static ErrorCode NoDockerfile { get; } = new("PIPE2200", "There is no Dockerfile to build from",
        "A container engine was asked for with --image-builder engine, and the build names no Dockerfile for that image.",
        "Set Dockerfile (or OpsDockerfile) in the build file, or build without an engine.");

    /// <summary>There is no program for the ops image.</summary>
    public static ErrorCode NoPipelineProgram { get; } = new("PIPE2201", "The ops image has no program",
        "The ops image holds the pipeline command with the compiled migrations, and the build doesn't compile that command.",
        "Set PipelineProject in the build file to the project of the pipeline command.");

    /// <summary>An image without a base isn't for a registry.</summary>
    public static ErrorCode NoBase { get; } = new("PIPE2202", "An application layer alone isn't pushed",
        "The image was built without a base image, so it can't run by itself: it is for a rehearsal.",
        "Build it with --base-image mcr.microsoft.com/dotnet/aspnet:10.0@sha256:…, and push that.");

    /// <summary>The environment has no registry.</summary>
    public static ErrorCode NoRegistry { get; } = new("PIPE2203", "The environment names no registry",
        "Images are pushed to the registry that the environment's parameter file names, and it names none, or something that is no registry.",
        "Add \"Registry\": \"ghcr.io/acme\" to .nuke/parameters.ENVIRONMENT.json, and name the environment with --environment.");

    /// <summary>An image of another registry isn't copied.</summary>
    public static ErrorCode ForeignImage { get; } = new("PIPE2204", "The image isn't of the registry that it is to be copied from",
        "A release's image is copied by its digest from its environment's registry to the next environment's, and this one was deployed from elsewhere or by a tag.",
        "Push the image to the environment's registry (PushImage), and deploy what that prints.");

    /// <summary>An image of the release isn't in the environment's own registry yet.</summary>
    public static ErrorCode NotCopied { get; } = new("PIPE2205", "The release's images aren't in the environment's registry",
        "The environment names a registry of its own, and releases run there with the images that are in it; this one's weren't copied, or were deleted since.",
        "./build.sh CopyImages --environment ENVIRONMENT --release N, by somebody who may write to that registry; then plan.");

    /// <summary>The scan's gate failed.</summary>
    public static ErrorCode ScanFailed { get; } = new("PIPE2210", "The image scan's gate failed",
        "The scan found something that the gate counts, or a waiver has expired.",
        "Take a version that has the fix; where there is none, have the finding waived in .trivyignore.yaml with owner, reason and expiry.");

    /// <summary>The lock file can't be read.</summary>
    public static ErrorCode InvalidTrivyLock { get; } = new("PIPE2211", "The lock file of Trivy can't be read",
        "The file isn't JSON with a version, an image by digest, and digests of binaries.",
        "Correct what the message names. docs/guides/images.md shows the file.");

    /// <summary>The audit's gate failed.</summary>
    public static ErrorCode AuditFailed { get; } = new("PIPE2220", "The package audit's gate failed",
        "A restored package has a known vulnerability that the gate counts, or a waiver has expired.",
        "Update the package (a transitive one by a PackageVersion of its own), or have the finding waived in .trivyignore.yaml.");

    /// <summary>There is no key to sign with.</summary>
    public static ErrorCode NoSigningKey { get; } = new("PIPE2230", "There is no key to sign with",
        "A named environment's images are signed with a key that it names, and no key was given.",
        "Give --signing-key with a file, or with a reference to the environment's secret store: secret://area/name.");

    /// <summary>Nobody is trusted.</summary>
    public static ErrorCode NoTrustedKeys { get; } = new("PIPE2231", "Nobody is trusted to sign",
        "A release is verified against public keys, and there is neither a file of them nor a rehearsal's own key.",
        "Give --trusted-keys with a public key (.pem, .pub) or a set of them (docs/guides/signing.md).");

    /// <summary>Nothing to verify.</summary>
    public static ErrorCode NothingToVerify { get; } = new("PIPE2232", "There is nothing to verify",
        "No image lies where the build puts its images, and none was named.",
        "Run SignImage first, or name a release with --verify-image and --attestations.");
}
