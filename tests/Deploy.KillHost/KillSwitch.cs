using System.Diagnostics;
using Pipeline.Kubernetes.Applying.Crashing;

namespace Deploy.KillHost;

/// <summary>Ends this process as <c>kill -9</c> does, once it has passed so many crash points.</summary>
internal sealed class KillSwitch(int killAfter) : ICrashPoints
{
    private readonly Lock _gate = new();
    private int _passed;

    public void Passed(CrashPoint point)
    {
        lock (_gate)
        {
            Console.Out.WriteLine(point);
            Console.Out.Flush();
            if (++_passed == killAfter)
                Process.GetCurrentProcess().Kill();
        }
    }
}
