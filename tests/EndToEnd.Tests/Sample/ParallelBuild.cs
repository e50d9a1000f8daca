using Nuke.Common;
using Pipeline.Components.Targets;

[ParallelTargets(MaxTargets = 4)]
class ParallelBuild : NukeBuild
{
    // Each waits for the other before every line, so that both are at it at once.
    readonly Barrier Both = new(2);

    public Target All => _ => _.DependsOn(Left, Right);

    Target Left => _ => _.Executes(() => Talk("left"));

    Target Right => _ => _.Executes(() => Talk("right"));

    void Talk(string side)
    {
        for (var i = 0; i < 20; i++)
        {
            Both.SignalAndWait(TimeSpan.FromSeconds(20));
            Console.WriteLine($"{side} {i}");
        }
    }
}
