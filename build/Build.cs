using Nuke.Common;

partial class Build : NukeBuild
{
    public static int Main() => Execute<Build>(x => x.Nothing);

    Target Nothing => _ => _.Description("Does nothing: the cost of a run.").Executes(() => { });
}
