namespace AgentKit.Server.Files.Crashing;

/// <summary>Goes on.</summary>
internal sealed class NoCrashPoints : ICrashPoints
{
    public void Passed(CrashPoint point)
    {
    }
}
