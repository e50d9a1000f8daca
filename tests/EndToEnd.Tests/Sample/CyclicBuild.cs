using Nuke.Common;

class CyclicBuild : NukeBuild
{
    public Target First => _ => _.DependsOn(Second);

    public Target Second => _ => _.DependsOn(Third);

    public Target Third => _ => _.DependsOn(First);
}
