using Pipeline.Errors;

namespace Pipeline.Kubernetes.Jobs;

/// <summary>Errors of running Jobs.</summary>
[ErrorCodes]
public static class JobErrors
{
    /// <summary>PIPE4150.</summary>
    public static readonly ErrorCode Unusable = new(
        "PIPE4150",
        "A Job's manifests can't be used",
        "Exactly one Job with exactly one container is needed, with what it needs beside it.",
        "Correct the manifests that the message names.");

    /// <summary>PIPE4151.</summary>
    public static readonly ErrorCode NotStarted = new(
        "PIPE4151",
        "A Job didn't start",
        "Its image can't be pulled, a Secret or ConfigMap that it needs isn't there, no node has room for its pod, or a quota or an admission policy refuses the pod. It was deleted, so that it can't start later.",
        "Correct what the message names, and run it again.");

    /// <summary>PIPE4152.</summary>
    public static readonly ErrorCode Failed = new(
        "PIPE4152",
        "A Job failed",
        "Its program ended with an error, or was ended: killed for want of memory, or with its node.",
        "Read the end of its log in the message, correct the cause, and run it again.");

    /// <summary>PIPE4153.</summary>
    public static readonly ErrorCode TookTooLong = new(
        "PIPE4153",
        "A Job took longer than it may",
        "It was still at it when its activeDeadlineSeconds were over, and was ended.",
        "Look at its log for what takes so long; give it more time (activeDeadlineSeconds in its manifest) where it needs that.");

    /// <summary>PIPE4154.</summary>
    public static readonly ErrorCode Deleted = new(
        "PIPE4154",
        "A Job was deleted while it ran",
        "Somebody, or something that tidies up, deleted it or its namespace.",
        "Find out who did, and run it again.");
}
