using Nuke.Common;
using Serilog;

interface ITestable : ICompilable, IHasArtifacts
{
    [Parameter("Fails on purpose")] bool Fail => TryGetValue<bool?>(() => Fail) ?? false;

    [Parameter] int? Retries => TryGetValue<int?>(() => Retries);

    Target Test => _ => _
        .DependsOn(Compile)
        .Produces(ArtifactsDirectory / "*.trx")
        .Executes(() =>
        {
            Log.Information("Test with {Retries} retries", Retries ?? 3);
            Assert.True(!Fail, "The tests were asked to fail");
        });
}
