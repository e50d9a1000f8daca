using System.Diagnostics;
using Pipeline.Migrations.Running.Crashing;

namespace Migrations.KillHost;

/// <summary>Ends this process as <c>kill -9</c> does, once it has passed so many crash points.</summary>
internal sealed class KillSwitch(int killAfter) : ICrashPoints
{
    private int _passed;

    public void Passed(CrashPoint point)
    {
        Console.Out.WriteLine(point);
        Console.Out.Flush();
        if (++_passed == killAfter)
            Process.GetCurrentProcess().Kill();
    }
}
