namespace AgentKit.Server.Files.Crashing;

/// <summary>Told of each crash point as it is passed. The service has one that does nothing; a test's kills the process.</summary>
internal interface ICrashPoints
{
    void Passed(CrashPoint point);
}
