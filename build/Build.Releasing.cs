using System;
using System.Collections.Generic;
using Nuke.Common.IO;
using Pipeline.Components.Coverage;
using Pipeline.Components.Promoting;
using Pipeline.Components.SmokeTesting;
using Pipeline.Components.Testing;
using Pipeline.Releases.Policies;
using Pipeline.Releases.Proving;
using Pipeline.Releases.SmokeTesting;

partial class Build : ICopyImages
{
    PromotionPolicy IPromote.Policy => PromotionPolicy
        .From("staging").To("production")
        .After(TimeSpan.FromHours(1))
        .Requiring(Evidence.Tests, Evidence.Coverage, Evidence.Scan, Evidence.Audit, Evidence.Signature, Evidence.SmokeTest)
        .FrozenDuring(FreezeWindow.Weekly((DayOfWeek.Friday, new TimeOnly(16, 0)), (DayOfWeek.Monday, new TimeOnly(8, 0)), "UTC", "nobody is there to look after it"));

    IReadOnlyList<SmokeCheck> ISmokeTest.SmokeChecks =>
    [
        new("/livez"),
        new("/readyz"),
        new("/v1/service", Contains: "\"version\""),
        // Nobody gets in without a token.
        new("/v1/clients", System.Net.HttpStatusCode.Unauthorized),
    ];

    IReadOnlyList<AbsolutePath> ITestFast.FastTestProjects =>
    [
        RootDirectory / "tests" / "AgentKit.Migrations.Tests" / "AgentKit.Migrations.Tests.csproj",
        RootDirectory / "tests" / "AgentKit.Server.Tests" / "AgentKit.Server.Tests.csproj",
    ];

    IReadOnlyList<string> ITestFast.FastTestSources =>
    [
        .. ServiceFolders, "src/Pipeline.Embedded.MongoDB/**", "migrations/**", "tests/AgentKit.*/**", "tests/Shared/**", "tests/*.runsettings", "tests/Directory.*", "k8s/**", "docs/*.json",
        "!**/bin/**", "!**/obj/**", "Directory.*.props", "global.json",
    ];

    AbsolutePath ITestFast.FastTestSettings => RootDirectory / "tests" / "fast.runsettings";

    CoverageGate ITestFast.FastGate => new() { MinimumLinePercent = 85, MinimumBranchPercent = 75, ExpectedAssemblies = ["AgentKit.Server", "AgentKit.Migrations"] };
}
