using Pipeline.Errors;

namespace Pipeline.Containers.Registries;

/// <summary>Errors of what talks to image registries.</summary>
[ErrorCodes]
public static class RegistryErrors
{
    /// <summary>PIPE3100.</summary>
    public static readonly ErrorCode InvalidReference = new(
        "PIPE3100",
        "Not an image reference",
        "A reference is [registry/]repository[:tag][@sha256:…], as Docker reads it.",
        "Correct it, for example to ghcr.io/acme/app:1.2.");

    /// <summary>PIPE3101.</summary>
    public static readonly ErrorCode NotAllowed = new(
        "PIPE3101",
        "The registry doesn't allow it",
        "The registry answered 401 or 403: no credentials, wrong ones, or an account without the right. Many registries answer so for a repository that doesn't exist, too.",
        "Run docker login for that registry (or set DOCKER_CONFIG to the folder that has the credentials), and give the account the right that the message names.");

    /// <summary>PIPE3102.</summary>
    public static readonly ErrorCode NotFound = new(
        "PIPE3102",
        "The registry doesn't have that image",
        "The repository, the tag or the digest isn't there: it was never pushed, was deleted, or its name has a mistake.",
        "Compare the name with the registry; push the image first.");

    /// <summary>PIPE3103.</summary>
    public static readonly ErrorCode Unreachable = new(
        "PIPE3103",
        "The registry can't be reached",
        "Its name can't be resolved, nothing listens there, or it didn't answer in time.",
        "Check the name, the network and the proxy settings, then run it again: what was already transferred isn't transferred again.");

    /// <summary>PIPE3104.</summary>
    public static readonly ErrorCode Tls = new(
        "PIPE3104",
        "No secure connection to the registry",
        "The registry's certificate isn't trusted on this machine, is for another name, has expired, or the server speaks plain HTTP.",
        "Install the certificate's authority in the system's store. For a registry without TLS on a network of your own, name it as a plain HTTP one.");

    /// <summary>PIPE3105.</summary>
    public static readonly ErrorCode Failing = new(
        "PIPE3105",
        "The registry fails",
        "It answered with a server error (5xx) each time it was asked, or with something that isn't the distribution protocol.",
        "Look at the registry's status page or its log, and run it again later.");

    /// <summary>PIPE3106.</summary>
    public static readonly ErrorCode RateLimited = new(
        "PIPE3106",
        "The registry's rate limit is reached",
        "It answered 429 (too many requests) each time, or asks to wait longer than this run may.",
        "Wait as long as the message says, or sign in: signed-in accounts have higher limits.");

    /// <summary>PIPE3107.</summary>
    public static readonly ErrorCode Refused = new(
        "PIPE3107",
        "The registry refused the request",
        "The registry understood the request and won't do it: a manifest that it finds invalid, a quota, an immutable tag, deletion that is switched off.",
        "The registry's own reason stands in the message.");

    /// <summary>PIPE3108.</summary>
    public static readonly ErrorCode DigestMismatch = new(
        "PIPE3108",
        "Content with another digest than promised",
        "What arrived isn't what the digest names: the registry, a proxy or a disk damaged or exchanged it. It was thrown away.",
        "Run it again. If it stays so, don't use that image, and tell whoever runs the registry.");

    /// <summary>PIPE3109.</summary>
    public static readonly ErrorCode CredentialHelper = new(
        "PIPE3109",
        "Docker's credentials can't be read",
        "config.json is damaged, or the credential helper that it names (docker-credential-NAME) isn't on the PATH or failed.",
        "Install the helper, or remove it from config.json and run docker login again.");

    /// <summary>PIPE3110.</summary>
    public static readonly ErrorCode Unsupported = new(
        "PIPE3110",
        "An image of a kind that can't be used",
        "The manifest isn't of the OCI or Docker (schema 2) kind, or uses digests other than SHA-256.",
        "Build and push the image again with a current tool.");

    /// <summary>PIPE3111.</summary>
    public static readonly ErrorCode UnusableLayout = new(
        "PIPE3111",
        "The OCI layout can't be used",
        "The folder is no OCI layout, doesn't hold the image asked for, or lacks one of its blobs, or a blob's content isn't what its name says.",
        "Build or pull the image again.");

    /// <summary>PIPE3112.</summary>
    public static readonly ErrorCode NotPinned = new(
        "PIPE3112",
        "The base image isn't pinned",
        "A tag can stand for another image tomorrow, so a build on it isn't reproducible.",
        "Add the digest that the message names to the reference.");
}
