using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Configuration.Drift;
using Pipeline.Configuration.Generating;
using Pipeline.Configuration.Sources;
using Pipeline.Secrets;

namespace Pipeline.Configuration.Tests.Drift;

public sealed class DriftGateTests
{
    private const string Place = "k8s/overlays/production";
    private static readonly Configuration.Describing.ConfigurationDescription s_description = SettingCatalogue.Of(typeof(ServerOptions), typeof(DatabaseOptions)).Describe("App");

    [Fact]
    public void What_agrees_passes_and_says_what_was_compared_and_what_was_not()
    {
        var report = DriftGate.Compare(Request());

        Assert.Empty(report.Findings);
        Assert.Equal(["settings: 16 of App", $"manifests of {Place}: 4 variables (Production)", "generated files: 5", "sources: 1 files"], report.Compared);
        Assert.Equal(["secret store: no environment is named; --environment NAME names one."], report.NotEvaluated);
        Assert.Equal(5, report.ToLines().Count);
    }

    [Theory]
    [InlineData("""{"APP_HTP_PORT":"1"}""", DriftKind.UnknownVariable, "APP_HTP_PORT (ConfigMap app) is no setting of App. Did you mean APP_HTTP_PORT?")]
    [InlineData("""{"COLOUR":"red"}""", DriftKind.UnknownVariable, "COLOUR (ConfigMap app) is no setting of App. Take it out, or add it to the options classes.")]
    [InlineData("""{"DATABASE_URI":null}""", DriftKind.MissingVariable, "DATABASE_URI is required in Production, and isn't set. Add it to the overlay's configMapGenerator: DATABASE_URI=mongodb://a.example.com:27017,b.example.com:27017/.")]
    [InlineData("""{"DATABASE_URI":""}""", DriftKind.MissingVariable, "DATABASE_URI is required in Production, and ConfigMap app sets it empty, which counts as not set. Set it: a URI")]
    [InlineData("""{"DATABASE_PASSWORD":null}""", DriftKind.MissingVariable, "DATABASE_PASSWORD is required in Production, and isn't set. Add a reference to the overlay's configMapGenerator: DATABASE_PASSWORD=secret://agentkit/production/area/name.")]
    [InlineData("""{"DATABASE_PASSWORD":"canary"}""", DriftKind.ExposedSecret, "DATABASE_PASSWORD is a secret, and its value stands in ConfigMap app, where everybody may read it. Replace the secret")]
    [InlineData("""{"STORE_TOKEN":"canary"}""", DriftKind.ExposedSecret, "take the new value from a Secret (secretKeyRef).")]
    [InlineData("""{"STORE_TOKEN":"secret://app/token"}""", DriftKind.WrongReference, "STORE_TOKEN (ConfigMap app) is a reference to the secret store, and may not be one.")]
    [InlineData("""{"DATABASE_URI":"secret://app/uri"}""", DriftKind.WrongReference, "It must be the value itself: a URI")]
    [InlineData("""{"DATABASE_PASSWORD":"secret://No Name"}""", DriftKind.WrongReference, "begins with secret:// and names no secret.")]
    [InlineData("""{"APP_COMMIT":"abc"}""", DriftKind.SetTwice, "APP_COMMIT (ConfigMap app) is set, and is left out of manifests: the image sets it.")]
    public void What_disagrees_is_told_with_what_to_do(string changes, DriftKind kind, string expected)
    {
        var finding = Assert.Single(DriftGate.Compare(Request(changes)).Findings);

        Assert.Equal((kind, Place), (finding.Kind, finding.Place));
        Assert.Contains(expected, finding.ToString());
        Assert.DoesNotContain("canary", finding.ToString());
    }

    [Fact]
    public void The_environment_is_what_the_overlay_says()
    {
        var report = DriftGate.Compare(Request("""{"APP_ENVIRONMENT":"Development","DATABASE_URI":null,"DATABASE_PASSWORD":null}"""));

        Assert.Empty(report.Findings);
        Assert.Contains($"manifests of {Place}: 2 variables (Development)", report.Compared);
    }

    [Theory]
    [InlineData("""{"env":[{"name":"DATABASE_PASSWORD","valueFrom":{"secretKeyRef":{"name":"elsewhere","key":"p"}}}]}""", null)]
    [InlineData("""{"env":[{"name":"DATABASE_PASSWORD","valueFrom":{"secretKeyRef":{"name":"here","key":"password"}}}]}""", null)]
    [InlineData("""{"env":[{"name":"DATABASE_PASSWORD","valueFrom":{"secretKeyRef":{"name":"here","key":"p"}}}]}""", "DATABASE_PASSWORD comes from key 'p' of Secret here, which has no such key.")]
    [InlineData("""{"env":[{"name":"DATABASE_PASSWORD","valueFrom":{"secretKeyRef":{"name":"here","key":"p","optional":true}}}]}""", "comes from an optional key of Secret here")]
    [InlineData("""{"env":[{"name":"APP_DELAY","value":"00:00:01"},{"name":"APP_DELAY","value":"00:00:02"}]}""", "APP_DELAY stands 2 times in env of container 'server'; the last one holds.")]
    [InlineData("""{"env":[{"name":"APP_HTTP_ADDRESS","valueFrom":{"fieldRef":{"fieldPath":"status.podIP"}}}]}""", null)]
    [InlineData("""{"env":[{"name":"APP_DELAY","valueFrom":{"configMapKeyRef":{"name":"app","key":"DATABASE_URI"}}}]}""", null)]
    [InlineData("""{"env":[{"name":"APP_DELAY","valueFrom":{"configMapKeyRef":{"name":"app","key":"X"}}}]}""", "APP_DELAY comes from key 'X' of ConfigMap app, which has no such key.")]
    [InlineData("""{"envFrom":[{"configMapRef":{"name":"app"}},{"configMapRef":{"name":"gone"}}]}""", "envFrom names ConfigMap gone, which the overlay doesn't have.")]
    [InlineData("""{"envFrom":[{"configMapRef":{"name":"app"}},{"configMapRef":{"name":"gone","optional":true}}]}""", null)]
    [InlineData("""{"envFrom":[{"configMapRef":{"name":"app"}},{"prefix":"DATABASE_","secretRef":{"name":"upper"}}]}""", null)]
    [InlineData("""{"envFrom":[{"configMapRef":{"name":"app"}},{"prefix":"OTHER_","secretRef":{"name":"upper"}}]}""", "OTHER_PASSWORD (Secret upper) is no setting of App.")]
    [InlineData("""{"image":"registry:5000/other"}""", "No container has the image 'app', so nothing sets the service's variables.")]
    [InlineData("""{"image":"app:1.0@sha256:00"}""", null)]
    public void Containers_get_variables_as_Kubernetes_gives_them(string container, string? expected)
    {
        var findings = DriftGate.Compare(Request(container: container)).Findings;

        if (expected is null)
            Assert.Empty(findings);
        else
            Assert.Contains(findings, x => x.ToString().Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void The_keys_of_a_Secret_that_is_made_elsewhere_are_not_evaluated_and_it_says_so()
    {
        var report = DriftGate.Compare(Request("""{"DATABASE_PASSWORD":null}""", """{"envFrom":[{"configMapRef":{"name":"app"}},{"secretRef":{"name":"elsewhere"}}]}"""));

        Assert.Empty(report.Findings);
        Assert.Contains(report.NotEvaluated, x => x.StartsWith($"{Place}: the keys of Secret elsewhere", StringComparison.Ordinal));
    }

    [Fact]
    public void A_reference_to_a_secret_that_the_store_lacks_is_told_by_name()
    {
        var report = DriftGate.Compare(Request() with { Secrets = new("vault://vault.example.com/kv", Place, [SecretName.Parse("app/production/database/pasword")]) });
        var passed = DriftGate.Compare(Request() with { Secrets = new("vault://vault.example.com/kv", Place, [SecretName.Parse("app/production/database/password")]) });

        Assert.Equal($"{Place}: DATABASE_PASSWORD refers to the secret 'app/production/database/password', which vault://vault.example.com/kv doesn't have. Did you mean 'app/production/database/pasword'? Otherwise put the secret into the store.", Assert.Single(report.Findings).ToString());
        Assert.Empty(passed.Findings);
        Assert.Contains("secret store vault://vault.example.com/kv: 1 names", passed.Compared);
        Assert.Equal(["app/production/database/password"], DriftGate.ReferencedSecrets(Request().Overlays[0], "app").Select(x => x.Value));
        Assert.Throws<ArgumentException>(() => DriftGate.Compare(Request() with { Secrets = new("x", "k8s/overlays/other", []) }));
    }

    [Fact]
    public void A_generated_file_that_is_old_or_gone_is_told_with_its_first_different_line()
    {
        var request = Request();
        var files = request.Files.ToDictionary();
        files[".env.production.example"] = files[".env.production.example"].Replace("#APP_PRICE=1.25", "#APP_PRICE=1.5", StringComparison.Ordinal);
        files["k8s/base/settings.env"] = files["k8s/base/settings.env"].Replace("\n", "\r\n", StringComparison.Ordinal);
        files.Remove("docs/ENVIRONMENT_VARIABLES.md");

        var findings = DriftGate.Compare(request with { Files = files }).Findings;

        var line = files[".env.production.example"].Split('\n').ToList().IndexOf("#APP_PRICE=1.5") + 1;
        Assert.Equal(
            [
                $".env.production.example:{line}: The file isn't what the settings say; the first difference is in this line. Run ./build.sh GenerateEnvironment and commit it.",
                "docs/ENVIRONMENT_VARIABLES.md: The file isn't there. Run ./build.sh GenerateEnvironment and commit it.",
            ],
            findings.Select(x => x.ToString()));
    }

    [Fact]
    public void Source_that_reads_past_the_catalogue_is_told_unless_it_is_an_exception_that_is_needed()
    {
        SourceText[] sources = [new("src/A/Edge.cs", "Environment.GetEnvironmentVariables();"), new("src/A/B.cs", "x = Environment.GetEnvironmentVariable(\"HOME\");\ny = Environment.GetEnvironmentVariable(\"APP_FAST\");"), new("src/B/C.cs", "x = Environment.GetEnvironmentVariable(name);")];
        var request = Request() with { Sources = sources };

        Assert.Equal(
            [
                "src/A/Edge.cs:1: GetEnvironmentVariables reads variables by names that can't be seen in the source. Take settings from the options classes, or list the file as an exception, with the reason.",
                "src/A/B.cs:1: HOME is read, and is in no options class. Make it a setting, or list it as an exception, with the reason.",
                "src/B/C.cs:1: GetEnvironmentVariable reads variables by names that can't be seen in the source. Take settings from the options classes, or list the file as an exception, with the reason.",
            ],
            DriftGate.Compare(request).Findings.Select(x => x.ToString()));
        Assert.Equal(
            [
                "src/A/B.cs: The exception for src/A/B.cs isn't needed: nothing named PATH is read there. Take it off the list.",
                "src/D.cs: The exception for src/D.cs isn't needed: nothing is read there. Take it off the list.",
            ],
            DriftGate.Compare(request with { AllowedReads = [new("src/A/Edge.cs", "r"), new("src/A/B.cs", "r") { Variables = ["HOME", "PATH"] }, new("src/B/", "r"), new("src/D.cs", "r")] }).Findings.Select(x => x.ToString()));
    }

    [Fact]
    public void Variables_of_a_library_may_stand_in_manifests() =>
        Assert.Empty(DriftGate.Compare(Request("""{"DOTNET_gcServer":"1"}""") with { LibraryVariables = [new("DOTNET_", "the runtime")] }).Findings);

    [Fact]
    public void The_report_is_JSON_too()
    {
        using var json = JsonDocument.Parse(DriftGate.Compare(Request("""{"COLOUR":"red"}""")).ToJson());

        var finding = json.RootElement.GetProperty("findings")[0];
        Assert.Equal(("unknownVariable", "COLOUR"), (finding.GetProperty("kind").GetString(), finding.GetProperty("subject").GetString()));
        Assert.Equal("App", json.RootElement.GetProperty("service").GetString());
    }

    [Fact]
    public void A_ConfigMap_that_the_manifests_say_is_made_elsewhere_is_not_evaluated()
    {
        var request = Request(container: """{"envFrom":[{"configMapRef":{"name":"app"}},{"configMapRef":{"name":"gone"}}]}""");
        request.Overlays[0].Objects.Single(x => (string?)x["kind"] == "Deployment")["metadata"]!["annotations"] = new JsonObject { ["pipeline/external"] = "Secret/other, ConfigMap/gone" };

        var report = DriftGate.Compare(request);

        Assert.Empty(report.Findings);
        Assert.Contains($"{Place}: the keys of ConfigMap gone, which isn't in the manifests: what it sets is known in the cluster only.", report.NotEvaluated);
    }

    /// <param name="changes">Variables of the ConfigMap; null takes one out.</param>
    /// <param name="container">Fields of the container.</param>
    private static DriftRequest Request(string changes = "{}", string container = "{}")
    {
        var generation = new GenerationOptions { Workload = "app", SecretName = "app-secrets", LeftOut = new Dictionary<string, string> { ["APP_COMMIT"] = "the image sets it" } };
        var data = new JsonObject
        {
            ["APP_ENVIRONMENT"] = "Production",
            ["APP_HTTP_PORT"] = "8080",
            ["DATABASE_URI"] = "mongodb://a.example.com/",
            ["DATABASE_PASSWORD"] = "secret://app/production/database/password",
        };
        foreach (var (key, value) in JsonNode.Parse(changes)!.AsObject())
        {
            data.Remove(key);
            if (value is not null)
                data[key] = value.DeepClone();
        }

        var server = JsonNode.Parse("""{"name":"server","image":"app","envFrom":[{"configMapRef":{"name":"app"}}]}""")!.AsObject();
        foreach (var (key, value) in JsonNode.Parse(container)!.AsObject())
            server[key] = value!.DeepClone();
        JsonObject[] objects =
        [
            new() { ["kind"] = "ConfigMap", ["metadata"] = new JsonObject { ["name"] = "app" }, ["data"] = data },
            JsonNode.Parse("""{"kind":"Secret","metadata":{"name":"here"},"data":{"password":"eA=="}}""")!.AsObject(),
            JsonNode.Parse("""{"kind":"Secret","metadata":{"name":"upper"},"stringData":{"PASSWORD":"x"}}""")!.AsObject(),
            JsonNode.Parse("""{"kind":"Service","metadata":{"name":"app"},"spec":{"ports":[]}}""")!.AsObject(),
            new() { ["kind"] = "Deployment", ["metadata"] = new JsonObject { ["name"] = "app" }, ["spec"] = new JsonObject { ["template"] = new JsonObject { ["spec"] = new JsonObject { ["containers"] = new JsonArray(server, new JsonObject { ["name"] = "sidecar", ["image"] = "other" }) } } } },
        ];
        return new DriftRequest
        {
            Description = s_description,
            Generation = generation,
            Overlays = [new(Place, objects)],
            Image = "app",
            EnvironmentVariable = "APP_ENVIRONMENT",
            Files = EnvironmentGenerator.Generate(s_description, generation).ToDictionary(x => x.Path, x => x.Text),
            Sources = [new("src/A.cs", "x = Environment.GetEnvironmentVariable(\"APP_FAST\");")],
        };
    }
}
