using System.Diagnostics;
using AgentKit.Server.Files.Crashing;

namespace AgentKit.KillHost;

/// <summary>Ends this process as <c>kill -9</c> does, the first time that it comes to a crash point. Prints each that it passes.</summary>
internal sealed class KillSwitch(CrashPoint? killAt) : ICrashPoints
{
    private readonly Lock _gate = new();

    public void Passed(CrashPoint point)
    {
        lock (_gate)
        {
            Console.Out.WriteLine(point);
            Console.Out.Flush();
            if (point == killAt)
                Process.GetCurrentProcess().Kill();
        }
    }
}
