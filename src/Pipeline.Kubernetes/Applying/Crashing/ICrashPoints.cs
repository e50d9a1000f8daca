namespace Pipeline.Kubernetes.Applying.Crashing;

/// <summary>Told of each crash point as a run passes it.</summary>
internal interface ICrashPoints
{
    void Passed(CrashPoint point);
}
