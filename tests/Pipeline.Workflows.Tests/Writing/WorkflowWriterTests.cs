using Pipeline.Workflows.Checking;
using Pipeline.Workflows.Defining;
using Pipeline.Workflows.Writing;

namespace Pipeline.Workflows.Tests.Writing;

public sealed class WorkflowWriterTests
{
    [Fact]
    public void A_workflow_is_written_with_all_its_parts()
    {
        var test = Samples.Job(
            "test",
            new CheckoutStep(Samples.Lock) { WithHistory = true },
            new ActionStep(Samples.Lock.Find("actions/cache")) { Name = "Cache: packages", With = new Dictionary<string, WorkflowValue> { ["path"] = "a\nb", ["key"] = WorkflowValue.Join(WorkflowValue.RunnerSystem, "-", WorkflowValue.HashFiles("**/*.csproj", "it's")) } },
            new RunStep { Id = "run", If = Condition.AlsoAfterFailure, Command = "set -u\n./build.sh Test", Variables = new Dictionary<VariableName, WorkflowValue> { ["PART"] = WorkflowValue.Matrix("part"), ["FLAG"] = "true" } }) with
        {
            Matrix = Matrix.Parts("part", 2),
        };
        var deploy = Samples.Deployment(
            "deploy",
            new SecretRunStep { Command = "./build.sh Deploy", Variables = new Dictionary<VariableName, WorkflowValue> { ["RELEASE"] = WorkflowValue.Input("release") }, Secrets = new Dictionary<VariableName, VariableName> { ["KEY"] = "SIGNING_KEY" } }) with
        {
            Needs = ["test"],
            If = Condition.OnPushTo("main").And(Condition.NotForForks),
            Concurrency = new Concurrency { Group = "production" },
        };
        var workflow = Samples.Workflow(test, deploy) with
        {
            On = new Triggers
            {
                PushBranches = ["main", "release/**"],
                Schedule = Schedule.Weekly(DayOfWeek.Monday, new TimeOnly(4, 20)),
                Manual = new ManualStart { Inputs = [new WorkflowInput { Name = "release", Description = "Which: 41?", Kind = InputKind.Number }] },
            },
            Variables = new Dictionary<VariableName, WorkflowValue> { ["DOTNET_NOLOGO"] = "1" },
        };

        var text = WorkflowWriter.Write(workflow, "Generated.");

        Assert.Equal("""
            # Generated.

            name: sample

            on:
              push:
                branches: [main, release/**]
              schedule:
                - cron: '20 4 * * 1'
              workflow_dispatch:
                inputs:
                  release:
                    description: 'Which: 41?'
                    required: true
                    type: number

            permissions: {}

            concurrency:
              group: ${{ github.workflow }}-${{ github.event_name == 'pull_request' && github.ref || github.sha }}
              cancel-in-progress: ${{ github.event_name == 'pull_request' }}

            env:
              DOTNET_NOLOGO: '1'

            jobs:
              test:
                runs-on: ubuntu-24.04
                timeout-minutes: 10
                permissions:
                  contents: read
                strategy:
                  fail-fast: false
                  matrix:
                    part: ['1', '2']
                steps:
                  - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
                    with:
                      fetch-depth: 0
                      persist-credentials: false
                  - name: 'Cache: packages'
                    uses: actions/cache@55cc8345863c7cc4c66a329aec7e433d2d1c52a9 # v6.1.0
                    with:
                      key: ${{ runner.os }}-${{ hashFiles('**/*.csproj', 'it''s') }}
                      path: |-
                        a
                        b
                  - id: run
                    if: '!cancelled()'
                    env:
                      FLAG: 'true'
                      PART: ${{ matrix.part }}
                    run: |-
                      set -u
                      ./build.sh Test
              deploy:
                needs: [test]
                if: (github.event_name == 'push' && github.ref == 'refs/heads/main') && (github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository)
                runs-on: ubuntu-24.04
                timeout-minutes: 10
                environment:
                  name: production
                permissions:
                  contents: read
                  id-token: write
                concurrency:
                  group: production
                  cancel-in-progress: false
                steps:
                  - env:
                      KEY: ${{ secrets.SIGNING_KEY }}
                      RELEASE: ${{ inputs.release }}
                    run: ./build.sh Deploy

            """.ReplaceLineEndings("\n"), text);
        Assert.Empty(WorkflowChecks.Check("sample.yml", text, Samples.Lock));
    }

    [Fact]
    public void The_order_in_which_values_were_given_changes_nothing()
    {
        static string Write(params string[] names) => WorkflowWriter.Write(Samples.Workflow(Samples.Job("a", new RunStep { Command = "x", Variables = names.ToDictionary(x => new VariableName(x), x => WorkflowValue.Literal(x)) })));

        Assert.Equal(Write("B", "A", "C"), Write("C", "B", "A"));
    }
}
