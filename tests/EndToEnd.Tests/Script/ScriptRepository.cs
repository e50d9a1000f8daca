using EndToEnd.Tests.Processes;

namespace EndToEnd.Tests.Script;

/// <summary>
/// A repository whose SDK is a stand-in: it takes milliseconds, counts its compilations, and "compiles" a program that says
/// what it was given. What the real compiler makes of the same edits is in <see cref="RecompilationTests"/>.
/// </summary>
internal sealed class ScriptRepository : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("pipeline-script-").FullName;

    public ScriptRepository(string name = "repository")
    {
        Root = Path.Combine(_parent, name);
        ProductRepository.CopyScriptsTo(Root);
        Write("build/_build.csproj", """<Project><ItemGroup><ProjectReference Include="..\src\Library\Library.csproj" /></ItemGroup></Project>""");
        Write("build/Build.cs", "class Build { int a; }");
        Write("build/Other.cs", "class Other { }");
        Write("src/Library/Library.csproj", "<Project />");
        Write("src/Library/Library.cs", "class Library { }");
        Write("Directory.Build.props", "<Project />");
        Write("../sdk/sdk/10.0.100/version", "10.0.100");
        Write("../sdk/dotnet", """
            #!/usr/bin/env bash
            if [[ $1 == --version ]]; then echo 10.0.100; exit 0; fi
            here=$(cd -- "${BASH_SOURCE[0]%/*}" && pwd)
            echo "$*" >>"$here/compilations"
            if grep -q BROKEN "${2%/*}/Build.cs"; then echo "${2%/*}/Build.cs(1,7): error CS1002: ; expected"; exit 1; fi
            # A compiler's server outlives its client.
            sleep 60 >/dev/null 2>&1 </dev/null & echo $! >>"$here/servers"
            for argument; do case $argument in -p:PipelineAppDirectory=*) app=${argument#*=} ;; esac; done
            mkdir -p "$app"
            : >"$app/_build.dll"
            {
              echo '#!/usr/bin/env bash'
              echo 'printf "%s\n" "pwd=$PWD" "root=${DOTNET_ROOT-}"; for argument; do printf "[%s]\n" "$argument"; done'
              echo 'case ${1-} in exit-*) exit ${1#exit-} ;; esac'
            } >"$app/_build"
            chmod +x "$app/_build"

            """);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(_parent, "sdk", "dotnet"), (UnixFileMode)0b111_101_101);
    }

    public string Root { get; }

    public int Compilations => File.Exists(Path.Combine(_parent, "sdk", "compilations")) ? File.ReadLines(Path.Combine(_parent, "sdk", "compilations")).Count() : 0;

    public Dictionary<string, string> Environment => new() { ["PATH"] = $"{Path.Combine(_parent, "sdk")}:/usr/local/bin:/usr/bin:/bin" };

    public string PathOf(string name) => Path.GetFullPath(Path.Combine(Root, name));

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text.ReplaceLineEndings("\n"));
    }

    public Task<Finished> RunAsync(params string[] arguments) => Child.RunAsync(PathOf("build.sh"), arguments, Root, Environment);

    /// <summary>Runs a line of bash in the repository's root.</summary>
    public async Task<Finished> BashAsync(string line) => (await Child.RunAsync("bash", ["-c", line], Root, Environment)).AssertSuccess();

    public void Dispose()
    {
        if (File.Exists(Path.Combine(_parent, "sdk", "servers")))
        {
            foreach (var id in File.ReadLines(Path.Combine(_parent, "sdk", "servers")))
            {
                using var kill = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("kill", [id]) { RedirectStandardError = true })!;
                kill.WaitForExit();
            }
        }

        Directory.Delete(_parent, recursive: true);
    }
}
