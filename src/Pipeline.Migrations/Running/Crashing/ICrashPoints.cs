namespace Pipeline.Migrations.Running.Crashing;

/// <summary>Told of each crash point as a run passes it.</summary>
internal interface ICrashPoints
{
    void Passed(CrashPoint point);
}
