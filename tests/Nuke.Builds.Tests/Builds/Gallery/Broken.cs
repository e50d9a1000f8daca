using System;
using Nuke.Common;

namespace Broken;

class Build : NukeBuild
{
    public static int Main() => Execute<Build>(x => x.Fine);

    Target Fine => _ => _
        .Executes(() => { });

    Target ThrowsWhenRead => _ => _
        .Description(Explode())
        .Executes(() => { });

    static string Explode() => throw new InvalidOperationException("the description is not to be had");
}

class Cyclic : NukeBuild
{
    public static int Main() => Execute<Cyclic>(x => x.One);

    Target One => _ => _.DependsOn(Three);

    Target Two => _ => _.DependsOn(One);

    Target Three => _ => _.DependsOn(Two);
}

class Foreign : NukeBuild
{
    public static int Main() => Execute<Foreign>(x => x.One);

    Target One => _ => _.DependsOn(new Other().Elsewhere);

    class Other
    {
        public Target Elsewhere => _ => _;
    }
}

class Exploding : NukeBuild
{
    public static int Main() => Execute<Exploding>(x => x.One);

    public Exploding() => throw new NotSupportedException("This build can't be made");

    Target One => _ => _;
}
