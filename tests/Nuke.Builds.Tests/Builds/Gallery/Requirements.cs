using System;
using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tooling;

namespace Requirements;

class Build : NukeBuild, IHasToken
{
    public static int Main() => Execute<Build>(x => x.Fine);

    [Parameter("Key of the feed")] [Secret] readonly string ApiKey;
    [Parameter] readonly int? Number;
    [Parameter] readonly bool Sure;
    [Parameter] [Required] readonly string Always;
    [Parameter] readonly AbsolutePath Folder;

    Target Fine => _ => _
        .Executes(() => Console.WriteLine($"[fine {Always}]"));

    Target Push => _ => _
        .DependsOn(Fine)
        .Requires(() => ApiKey)
        .Requires(() => Number)
        .Executes(() => Console.WriteLine($"[push {ApiKey.Length} {Number}]"));

    Target Delete => _ => _
        .Requires(() => Sure, () => Folder.DirectoryExists() || Folder == null)
        .Executes(() => Console.WriteLine("[delete]"));

    Target Several => _ => _
        .Requires(() => ApiKey, () => ((IHasToken)this).Token)
        .Executes(() => Console.WriteLine("[several]"));
}

interface IHasToken : INukeBuild
{
    [Parameter] [Secret] string Token => TryGetValue(() => Token);
}
