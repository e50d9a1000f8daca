using System;
using System.Collections.Generic;
using System.Linq;
using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Utilities;
using Nuke.Common.Utilities.Collections;
using static Nuke.Common.IO.PathConstruction;

namespace Files;

class Build : NukeBuild
{
    public static int Main() => Execute<Build>(x => x.Bundle);

    AbsolutePath Source => RootDirectory / "content";
    AbsolutePath Staging => TemporaryDirectory / "staging";
    AbsolutePath Archive => RootDirectory / "output" / "bundle.zip";

    [Parameter] readonly string[] Exclude = ["**/*.tmp"];

    Target Collect => _ => _
        .Executes(() =>
        {
            Staging.CreateOrCleanDirectory();
            Source.GlobFiles("**/*.txt", "**/*.tmp")
                .Where(x => x.Extension != ".tmp")
                .ForEach(x => x.CopyToDirectory(Staging, ExistsPolicy.FileOverwrite));
            (Source / "nested").Copy(Staging / "nested", ExistsPolicy.MergeAndOverwriteIfNewer);
            (Staging / "manifest.json").WriteJson(new Dictionary<string, object> { ["files"] = Staging.GetFiles("*.txt").Select(x => x.Name).OrderBy(x => x).ToArray() });
            (Staging / "lines.txt").WriteAllLines(["one", "two"]);
            (Staging / "empty").CreateDirectory();
        });

    Target Bundle => _ => _
        .DependsOn(Collect)
        .Produces(Archive)
        .Executes(() =>
        {
            Archive.Parent.CreateDirectory();
            Archive.DeleteFile();
            Staging.ZipTo(Archive, filter: x => !x.HasExtension("tmp"), fileMode: System.IO.FileMode.CreateNew);
            var unpacked = TemporaryDirectory / "unpacked";
            Archive.UnZipTo(unpacked);
            Console.WriteLine($"Unpacked={unpacked.GlobFiles("**/*").Select(x => (string)unpacked.GetUnixRelativePathTo(x)).OrderBy(x => x, StringComparer.Ordinal).JoinComma()}");
            Console.WriteLine($"Files={(unpacked / "manifest.json").ReadJson<Dictionary<string, string[]>>()["files"].JoinComma()}");
            Console.WriteLine($"Hash={(unpacked / "lines.txt").GetFileHash().Length}");
            Console.WriteLine($"Under={Source.Contains(Source / "nested")} {Archive.NameWithoutExtension} {Archive.WithExtension("tgz").Name} {Archive.Parent.Parent == RootDirectory}");
            using (Source.SwitchWorkingDirectory())
                Console.WriteLine($"Switched={EnvironmentInfo.WorkingDirectory.Name}");
            Console.WriteLine($"Plus={(RootDirectory / "a") + ".txt" == RootDirectory / "a.txt"} {(RelativePath)"x" / "y"} {(RootDirectory / ".." / RootDirectory.Name == RootDirectory)}");
            TemporaryDirectory.GlobDirectories("*").DeleteDirectories();
            (Source / "touched.txt").TouchFile();
        });
}
