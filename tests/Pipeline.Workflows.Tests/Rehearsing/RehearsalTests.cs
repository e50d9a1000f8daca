using System.Diagnostics;
using Pipeline.Errors;
using Pipeline.Workflows.Rehearsing;

namespace Pipeline.Workflows.Tests.Rehearsing;

/// <summary>Rehearsals in a repository of the test's own, with real clones and real shells.</summary>
public sealed class RehearsalTests : IDisposable
{
    private const string Checkout = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1";
    private const string Upload = "actions/upload-artifact@cf430e030ddbb5b0abf93d22962f4752f3646cd9";
    private const string Download = "actions/download-artifact@9000827ccba6bdab643e8b6fd33ac0654aef8333";

    private readonly string _folder = Directory.CreateTempSubdirectory("pipeline-rehearsal-").FullName;
    private readonly List<string> _output = [];

    public RehearsalTests()
    {
        Directory.CreateDirectory(Repository);
        File.WriteAllText(Path.Combine(Repository, "build.sh"), "echo built > built.txt\n");
        Git("init", "--quiet");
        Git("add", "-A");
        Git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "-m", "one");
        File.WriteAllText(Path.Combine(Repository, "uncommitted.txt"), "");
    }

    private string Repository => Path.Combine(_folder, "repository");

    private string Work => Path.Combine(_folder, "work");

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
            File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Each_job_has_a_clean_clone_and_gets_what_was_handed_over_as_GitHub_would()
    {
        var outcome = await RunAsync($$$"""
            name: w
            on: push
            env: { WHO: world }
            jobs:
              second:
                needs: [first]
                runs-on: ubuntu-24.04
                outputs: {}
                steps:
                  - uses: {{{Checkout}}}
                  - uses: {{{Download}}}
                    with: { name: files, path: output }
                  - run: |
                      test "$HASH" = abc123
                      test ! -e uncommitted.txt
                      test ! -e left-behind.txt
                      test "$(cat output/a/one.txt)" = 'hello world'
                      test ! -x output/a/tool
                      test ! -e output/a/.hidden
                      test ! -e output/b.log
                    env: { HASH: '${{ needs.first.outputs.hash }}' }
              first:
                runs-on: ubuntu-24.04
                outputs: { hash: '${{ steps.make.outputs.hash }}' }
                steps:
                  - uses: {{{Checkout}}}
                  - id: make
                    run: |
                      mkdir -p output/a && echo "hello $WHO" > output/a/one.txt && touch output/a/tool output/a/.hidden output/b.txt output/b.log left-behind.txt
                      chmod +x output/a/tool
                      echo hash=abc123 >> "$GITHUB_OUTPUT"
                      echo LATER=yes >> "$GITHUB_ENV"
                  - run: test "$LATER" = yes && test "$CI" = true && test -z "${SECRET_OF_THIS_MACHINE:-}"
                  - uses: {{{Upload}}}
                    with: { name: files, path: "output/a\noutput/*.txt" }
            """);

        Assert.True(outcome.Succeeded, Describe(outcome));
        Assert.Equal(["first", "second"], outcome.Jobs.Select(x => x.Id));
        Assert.Empty(Directory.GetDirectories(Work, "first"));
    }

    [Fact]
    public async Task A_matrix_runs_once_for_each_value_and_its_parts_come_together()
    {
        var outcome = await RunAsync($$$"""
            on: push
            jobs:
              test:
                runs-on: ubuntu-24.04
                strategy: { matrix: { part: ['1', '2'] } }
                steps:
                  - uses: {{{Checkout}}}
                  - run: mkdir results && echo "$PART" > results/$PART.txt
                    env: { PART: '${{ matrix.part }}' }
                  - uses: {{{Upload}}}
                    with: { name: 'results.${{ matrix.part }}', path: results }
              gate:
                needs: [test]
                runs-on: ubuntu-24.04
                steps:
                  - uses: {{{Download}}}
                    with: { pattern: 'results.*', merge-multiple: true, path: results }
                  - run: test "$(cat results/1.txt results/2.txt | tr -d '\n')" = 12
            """);

        Assert.True(outcome.Succeeded, Describe(outcome));
        Assert.Equal(["test (1)", "test (2)", "gate"], outcome.Jobs.Select(x => x.Id));
    }

    [Fact]
    public async Task A_failure_names_its_step_keeps_the_clone_and_skips_what_needs_the_job()
    {
        var outcome = await RunAsync($$$"""
            on: push
            jobs:
              bad:
                runs-on: ubuntu-24.04
                steps:
                  - uses: {{{Checkout}}}
                  - name: Break
                    run: |
                      false
                      echo never
                  - run: echo not either
                  - if: failure()
                    run: echo cleaned up
              after:
                needs: bad
                runs-on: ubuntu-24.04
                steps: [{ run: echo never }]
              always:
                needs: bad
                if: always()
                runs-on: ubuntu-24.04
                steps: [{ run: echo always }]
            """);

        Assert.Equal([JobState.Failed, JobState.Skipped, JobState.Succeeded], outcome.Jobs.Select(x => x.State));
        Assert.Contains("step 'Break': exit code 1", outcome.Jobs[0].Detail, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Work, "bad", "workspace", "build.sh")));
        Assert.Contains("  cleaned up", _output);
        Assert.DoesNotContain(_output, x => x.Contains("never", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_artifact_that_nobody_handed_over_fails_the_job()
    {
        var outcome = await RunAsync($$$"""
            on: push
            jobs:
              taking:
                runs-on: ubuntu-24.04
                steps:
                  - uses: {{{Download}}}
                    with: { name: missing }
              giving:
                runs-on: ubuntu-24.04
                steps:
                  - uses: {{{Upload}}}
                    with: { name: nothing, path: nowhere, if-no-files-found: error }
            """);

        Assert.Contains("no job handed over an artifact 'missing'", outcome.Jobs[0].Detail, StringComparison.Ordinal);
        Assert.Contains("there is nothing at nowhere", outcome.Jobs[1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_ends_with_its_time_out()
    {
        var outcome = await RunAsync("""
            on: push
            jobs:
              slow:
                runs-on: ubuntu-24.04
                timeout-minutes: 0.005
                steps: [{ run: sleep 60 }]
            """);

        Assert.Contains("didn't end within", outcome.Jobs[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void What_needs_an_account_is_named_with_its_reason()
    {
        var plan = WorkflowRehearsal.Plan(
            $$$"""
            on: push
            jobs:
              build: { runs-on: ubuntu-24.04, steps: [{ run: x }] }
              deploy: { runs-on: ubuntu-24.04, environment: { name: production }, steps: [{ run: x }] }
              sign: { runs-on: ubuntu-24.04, permissions: { contents: read, id-token: write }, steps: [{ run: x }] }
              publish: { runs-on: ubuntu-24.04, permissions: { packages: write }, steps: [{ run: x }] }
              windows: { runs-on: windows-2025, steps: [{ run: x }] }
              scan: { runs-on: ubuntu-24.04, steps: [{ uses: 'github/codeql-action/init@1' }] }
              odd: { runs-on: ubuntu-24.04, continue-on-error: true, steps: [{ run: x }] }
              pull: { runs-on: ubuntu-24.04, if: github.event_name == 'pull_request', steps: [{ run: x }] }
              after: { needs: [build, deploy], runs-on: ubuntu-24.04, steps: [{ run: x }] }
            """,
            RehearsalEvent.PushTo("main"));

        Assert.Equal(["build"], plan.Jobs.Select(x => x.Id));
        var reasons = plan.NotRehearsed.ToDictionary(x => x.Id, x => x.Reason);
        Assert.Contains("environment 'production'", reasons["deploy"], StringComparison.Ordinal);
        Assert.Contains("identity token", reasons["sign"], StringComparison.Ordinal);
        Assert.Contains("may write packages", reasons["publish"], StringComparison.Ordinal);
        Assert.Contains("runs on windows-2025", reasons["windows"], StringComparison.Ordinal);
        Assert.Contains("uses github/codeql-action/init", reasons["scan"], StringComparison.Ordinal);
        Assert.Contains("`continue-on-error`", reasons["odd"], StringComparison.Ordinal);
        Assert.Contains("condition is false", reasons["pull"], StringComparison.Ordinal);
        Assert.Contains("needs 'deploy'", reasons["after"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_is_asked_for_comes_with_those_whose_files_it_takes_and_no_others()
    {
        var workflow = $$$"""
            on: push
            jobs:
              test: { runs-on: ubuntu-24.04, steps: [{ run: x }] }
              image: { needs: [test], runs-on: ubuntu-24.04, steps: [{ uses: '{{{Upload}}}', with: { name: image } }] }
              scan: { needs: [test, image], runs-on: ubuntu-24.04, steps: [{ uses: '{{{Download}}}', with: { name: image } }] }
            """;

        var plan = WorkflowRehearsal.Plan(workflow, RehearsalEvent.PushTo("main"), "scan");

        Assert.Equal(["image", "scan"], plan.Jobs.Select(x => x.Id));
        Assert.Equal(new UnrehearsedJob("test", "it wasn't asked for"), Assert.Single(plan.NotRehearsed));
        Assert.Equal(2, Assert.Throws<PipelineException>(() => WorkflowRehearsal.Plan(workflow, RehearsalEvent.PushTo("main"), "nothing")).ExitCode);
    }

    [Theory]
    [InlineData("jobs: [")]
    [InlineData("on: push\njobs:\n  a: { needs: b, steps: [] }\n  b: { needs: a, steps: [] }")]
    [InlineData("on: push\njobs:\n  a: { if: github.event.number == 1, runs-on: ubuntu-24.04, steps: [{ run: x }] }")]
    public void A_file_that_cannot_be_rehearsed_is_refused(string workflow) =>
        Assert.Equal(WorkflowErrors.Unreadable, Assert.Throws<PipelineException>(() => WorkflowRehearsal.Plan(workflow, RehearsalEvent.PushTo("main"))).Code);

    [Fact]
    public void Outputs_of_several_lines_are_read()
    {
        var file = Path.Combine(_folder, "output");
        File.WriteAllText(file, "a=1\nb<<END\none\ntwo=2\nEND\n\nc=x<<y\n");

        Assert.Equal([("a", "1"), ("b", "one\ntwo=2"), ("c", "x<<y")], CommandFile.Read(file));
        File.WriteAllText(file, "b<<END\none\n");
        Assert.Throws<PipelineException>(() => CommandFile.Read(file));
        File.WriteAllText(file, "nothing\n");
        Assert.Throws<PipelineException>(() => CommandFile.Read(file));
    }

    private async Task<RehearsalOutcome> RunAsync(string workflow)
    {
        Environment.SetEnvironmentVariable("SECRET_OF_THIS_MACHINE", "1");
        var request = new RehearsalRequest { Repository = Repository, WorkDirectory = Work, Environment = new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! } };
        return await WorkflowRehearsal.RunAsync(WorkflowRehearsal.Plan(workflow, RehearsalEvent.PushTo("main")), request, new Lines(_output), CancellationToken.None);
    }

    private string Describe(RehearsalOutcome outcome) => string.Join('\n', [.. outcome.Jobs.Select(x => x.ToString()), .. _output]);

    private void Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = Repository })!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
    }

    private sealed class Lines(List<string> lines) : IProgress<string>
    {
        public void Report(string value)
        {
            lock (lines)
                lines.Add(value);
        }
    }
}
