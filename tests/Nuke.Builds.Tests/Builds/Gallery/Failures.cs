using System;
using Nuke.Common;
using Nuke.Common.IO;
using Serilog;

namespace Failures;

class Build : NukeBuild
{
    public static int Main() => Execute<Build>(x => x.Report);

    [Parameter] readonly bool Fragile;

    Target Lint => _ => _
        .ProceedAfterFailure()
        .Executes(() => throw new Exception("Lint found three problems"));

    Target Compile => _ => _
        .DependsOn(Lint)
        .Executes(() =>
        {
            Console.WriteLine("[compile]");
            Assert.False(Fragile, "Compile broke");
        });

    Target Test => _ => _
        .DependsOn(Compile)
        .Executes(() => Console.WriteLine("[test]"));

    Target Cleanup => _ => _
        .After(Test)
        .AssuredAfterFailure()
        .Executes(() =>
        {
            Console.WriteLine($"[cleanup] failing={IsFailing} failed={string.Join(",", FailedTargets)}");
            (RootDirectory / "cleaned.txt").WriteAllText("yes");
        });

    Target Report => _ => _
        .DependsOn(Test, Cleanup)
        .Executes(() => Console.WriteLine("[report]"));

    Target Retrying => _ => _
        .Executes(() =>
        {
            var attempts = 0;
            ControlFlow.ExecuteWithRetry(() =>
            {
                attempts++;
                Assert.True(attempts > 2, $"attempt {attempts}");
            }, retryAttempts: 3);
            Log.Information("Needed {Attempts} attempts", attempts);
        });

    Target Refuse => _ => _
        .Executes(() => Assert.Fail("Refused for a reason"));

    Target Nested => _ => _
        .Executes(() =>
        {
            try
            {
                throw new InvalidOperationException("inner cause");
            }
            catch (Exception exception)
            {
                throw new ApplicationException("outer failure", exception);
            }
        });

    Target OwnCode => _ => _
        .Executes(() => ExitCode = 42);

    protected override void OnBuildFinished() => Console.WriteLine($"[finished] successful={IsSuccessful}");
}
