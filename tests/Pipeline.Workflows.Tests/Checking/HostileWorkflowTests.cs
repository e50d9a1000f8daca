using Pipeline.Workflows.Checking;

namespace Pipeline.Workflows.Tests.Checking;

public sealed class HostileWorkflowTests
{
    private const string Steps = "    steps:\n";
    private const string Run = "run: echo \"$TITLE\"";

    [Fact]
    public void A_clean_workflow_has_no_findings() => Assert.Empty(WorkflowChecks.Check("clean.yml", Samples.Clean, Samples.Lock));

    /// <summary>Each replaces a part of the clean workflow; the rule that must find it stands first.</summary>
    public static TheoryData<string, string, string> Hostile => new()
    {
        { "unpinned-uses", "@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@v7" },
        { "unpinned-uses", "@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@3d3c42e # v7.0.1" },
        { "unpinned-uses", "@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@main" },
        { "unpinned-uses", "@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "" },
        { "unpinned-uses", Steps, Steps + "      - uses: docker://alpine:3.20\n" },
        { "unpinned-uses", "    runs-on: ubuntu-24.04\n", "    runs-on: ubuntu-24.04\n    uses: someone/flows/.github/workflows/a.yml@main\n" },
        { "unlocked-uses", "@3d3c42e5aac5ba805825da76410c181273ba90b1", "@1111111111111111111111111111111111111111" },
        { "unlocked-uses", " # v7.0.1", " # v9.9.9" },
        { "unlocked-uses", " # v7.0.1", "" },
        { "unlocked-uses", Steps, Steps + "      - uses: someone/else@3d3c42e5aac5ba805825da76410c181273ba90b1 # v1\n" },
        { "unpinned-images", "    timeout-minutes: 5\n", "    timeout-minutes: 5\n    container: node:22\n" },
        { "unpinned-images", "    timeout-minutes: 5\n", "    timeout-minutes: 5\n    services: { db: { image: 'mongo:8' } }\n" },
        { "artipacked", "persist-credentials: false", "persist-credentials: true" },
        { "artipacked", "persist-credentials: false", "fetch-depth: 0" },
        { "artipacked", "persist-credentials: false", "persist-credentials: false\n          PERSIST-CREDENTIALS: true" },
        { "artipacked", "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1\n        with:\n          persist-credentials: false", "Actions/Checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1" },
        { "secrets-outside-env", "TITLE: ${{ github.event.pull_request.title }}", "TITLE: ${{ secrets.KEY }}" },
        { "secrets-outside-env", "TITLE: ${{ github.event.pull_request.title }}", "TITLE: ${{ SECRETS['KEY'] }}" },
        { "secrets-outside-env", "TITLE: ${{ github.event.pull_request.title }}", "TITLE: ${{ format('{0}', secrets.KEY) }}" },
        { "secrets-outside-env", "jobs:\n", "env:\n  KEY: ${{ secrets.KEY }}\njobs:\n" },
        { "secrets-outside-env", "    timeout-minutes: 5\n", "    timeout-minutes: 5\n    if: secrets.KEY != ''\n" },
        { "secrets-inherit", "    timeout-minutes: 5\n", "    timeout-minutes: 5\n    secrets: inherit\n" },
        { "overprovisioned-secrets", "TITLE: ${{ github.event.pull_request.title }}", "TITLE: ${{ toJSON(secrets) }}" },
        { "overprovisioned-secrets", "TITLE: ${{ github.event.pull_request.title }}", "TITLE: ${{ secrets[github.head_ref] }}" },
        { "hardcoded-container-credentials", "    timeout-minutes: 5\n", "    timeout-minutes: 5\n    container: { image: 'a@sha256:" + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', credentials: { username: u, password: hunter2 } }\n" },
        { "template-injection", Run, "run: echo \"${{ github.event.pull_request.title }}\"" },
        { "template-injection", Run, "run: |\n          true\n          echo ${{github.head_ref}}" },
        { "template-injection", Run, "run: >-\n          echo ${{\n          github.head_ref }}" },
        { "template-injection", Run, "RUN: echo ${{ github.head_ref }}" },
        { "template-injection", Steps, Steps + "      - uses: actions/github-script@1111111111111111111111111111111111111111\n        with: { script: \"console.log('${{ github.head_ref }}')\" }\n" },
        { "dangerous-triggers", "  pull_request:\n", "  pull_request_target:\n" },
        { "dangerous-triggers", "on:\n  push:\n    branches: [main]\n  pull_request:\n", "on: [push, workflow_run]\n" },
        { "dangerous-triggers", "on:\n  push:\n    branches: [main]\n  pull_request:\n", "'on': pull_request_target\n" },
        { "github-env", Run, "run: echo \"X=$TITLE\" >> \"$GITHUB_ENV\"" },
        { "github-env", Run, "run: echo ./bin >> $GITHUB_PATH" },
        { "insecure-commands", "TITLE: ${{ github.event.pull_request.title }}", "ACTIONS_ALLOW_UNSECURE_COMMANDS: true" },
        { "self-hosted-runner", "runs-on: ubuntu-24.04", "runs-on: [self-hosted, linux]" },
        { "self-hosted-runner", "runs-on: ubuntu-24.04", "runs-on: { group: ours }" },
        { "bot-conditions", "    timeout-minutes: 5\n", "    timeout-minutes: 5\n    if: github.actor == 'dependabot[bot]'\n" },
        { "excessive-permissions", "permissions: {}\n", "" },
        { "excessive-permissions", "permissions: {}\n", "permissions: write-all\n" },
        { "excessive-permissions", "permissions: {}\n", "permissions:\n  contents: write\n" },
        { "excessive-permissions", "    permissions:\n      contents: read\n", "    permissions: write-all\n" },
        { "missing-timeout", "    timeout-minutes: 5\n", "" },
        { "concurrency-limits", "concurrency:\n  group: clean-${{ github.ref }}\n", "" },
        { "cache-poisoning", "contents: read\n" + Steps, "packages: write\n" + Steps + "      - uses: actions/cache@55cc8345863c7cc4c66a329aec7e433d2d1c52a9 # v6.1.0\n" },
        { "cache-poisoning", "contents: read\n" + Steps, "id-token: write\n" + Steps + "      - uses: actions/setup-node@949feb2413d6458794dcd2491c4babbbce0c15c1 # v7.1.0\n        with: { cache: npm }\n" },
        { "invalid-workflow", "jobs:\n", "jbos:\n" },
        { "invalid-workflow", "permissions: {}\n", "permissions: {}\npermissions: write-all\n" },
        { "invalid-workflow", "permissions: {}\n", "permissions: {\n" },
        { "invalid-workflow", "name: clean\n", "name: clean\n---\nname: other\n" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_is_hostile_is_found(string rule, string part, string replacement)
    {
        Assert.Contains(part, Samples.Clean, StringComparison.Ordinal);
        var hostile = Samples.Clean.Replace(part, replacement, StringComparison.Ordinal);

        var findings = WorkflowChecks.Check("hostile.yml", hostile, Samples.Lock);

        Assert.Contains(findings, x => x.Rule == rule);
        Assert.Subset(WorkflowChecks.Rules.ToHashSet(), findings.Select(x => x.Rule).ToHashSet());
    }

    [Fact]
    public void Every_rule_has_a_hostile_sample() =>
        Assert.Equal(WorkflowChecks.Rules.Order(), Hostile.Select(x => (string)x[0]).Distinct().Order());

    [Fact]
    public void A_finding_names_its_place()
    {
        var hostile = Samples.Clean.Replace("        with:\n          persist-credentials: false\n", "", StringComparison.Ordinal);

        var finding = Assert.Single(WorkflowChecks.Check("hostile.yml", hostile, Samples.Lock));

        Assert.Equal(("artipacked", 16L, 15L), (finding.Rule, finding.Line, finding.Column));
        Assert.StartsWith("hostile.yml(16,15): artipacked: ", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_hides_behind_an_alias_is_found()
    {
        var hostile = Samples.Clean.Replace(Run, "run: &x echo ${{ github.head_ref }}\n      - run: *x", StringComparison.Ordinal);

        Assert.Contains(WorkflowChecks.Check("hostile.yml", hostile, Samples.Lock), x => x.Rule == "template-injection");
    }

    [Fact]
    public void A_secret_that_an_alias_takes_out_of_an_environment_is_found()
    {
        var hostile = Samples.Clean.Replace("jobs:\n", "jobs:\n  deploy:\n    environment: production\n    timeout-minutes: 5\n    env: &keys { KEY: '${{ secrets.KEY }}' }\n", StringComparison.Ordinal)
            .Replace("    timeout-minutes: 5\n    permissions:", "    timeout-minutes: 5\n    env: *keys\n    permissions:", StringComparison.Ordinal);

        Assert.Contains(WorkflowChecks.Check("hostile.yml", hostile, Samples.Lock), x => x.Rule == "secrets-outside-env");
    }

    [Theory]
    [InlineData("TITLE: ${{ github.event.pull_request.title }}", "TITLE: ${{ github.token }}")]
    [InlineData("TITLE: ${{ github.event.pull_request.title }}", "TITLE: ${{ secrets.GITHUB_TOKEN }}")]
    [InlineData("TITLE: ${{ github.event.pull_request.title }}", "TITLE: ${{ 'secrets.KEY' }}")]
    [InlineData("TITLE: ${{ github.event.pull_request.title }}", "TITLE: ${{ env.secrets }}")]
    [InlineData("    timeout-minutes: 5\n", "    timeout-minutes: 5\n    environment: production\n    env: { KEY: '${{ secrets.KEY }}' }\n")]
    [InlineData(Steps, Steps + "      - uses: ./.github/actions/local\n")]
    [InlineData("echo \"$TITLE\"", "echo '$ {{ no expression }}'")]
    public void What_is_right_passes(string part, string replacement)
    {
        Assert.Contains(part, Samples.Clean, StringComparison.Ordinal);

        Assert.Empty(WorkflowChecks.Check("right.yml", Samples.Clean.Replace(part, replacement, StringComparison.Ordinal), Samples.Lock));
    }

    [Fact]
    public void A_file_that_is_nested_without_end_is_refused() =>
        Assert.Equal("invalid-workflow", Assert.Single(WorkflowChecks.Check("deep.yml", "a: " + new string('[', 100_000), Samples.Lock)).Rule);

    [Fact]
    public void A_file_that_multiplies_itself_is_read_in_no_time()
    {
        var bomb = "a: &a [x, x]\n" + string.Concat(Enumerable.Range(0, 25).Select(i => $"b{i}: &b{i} [*{(i == 0 ? "a" : $"b{i - 1}")}, *{(i == 0 ? "a" : $"b{i - 1}")}]\n"));

        Assert.Empty(WorkflowChecks.Check("bomb.yml", bomb + Samples.Clean, Samples.Lock));
    }
}
