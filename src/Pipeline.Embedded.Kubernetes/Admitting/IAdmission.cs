using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Admitting;

/// <summary>A rule that looks at every write of some kind, may complete it, or refuse it.</summary>
internal interface IAdmission
{
    /// <exception cref="ApiRefusal">The write is refused.</exception>
    void Admit(AdmissionRequest request);
}
