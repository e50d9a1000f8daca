using Pipeline.Errors;
using Pipeline.Kubernetes.Waiting;

namespace Pipeline.Kubernetes.Applying;

/// <summary>Why a release failed.</summary>
/// <param name="Code">The error's declaration.</param>
/// <param name="Message">What happened, in one line.</param>
/// <param name="Diagnoses">What the cluster says about each object that isn't ready.</param>
public sealed record DeployFailure(ErrorCode Code, string Message, IReadOnlyList<Diagnosis> Diagnoses);
