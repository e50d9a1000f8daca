using System.Diagnostics;
using Pipeline.Releases.Promoting.Crashing;

namespace Releases.KillHost;

/// <summary>Ends this process as <c>kill -9</c> does, once it has passed so many crash points.</summary>
internal sealed class KillSwitch(int killAfter) : IPromotionCrashPoints
{
    private int _passed;

    public void Passed(PromotionCrashPoint point)
    {
        Console.Out.WriteLine(point);
        Console.Out.Flush();
        if (++_passed == killAfter)
            Process.GetCurrentProcess().Kill();
    }
}
