using Pipeline.Configuration.Generating;

namespace Pipeline.Configuration.Tests.Generating;

public sealed class GenerationTests
{
    private static readonly GenerationOptions s_options = new() { Workload = "app", SecretName = "app-secrets", LeftOut = new Dictionary<string, string> { ["APP_COMMIT"] = "the image sets it" } };

    [Fact]
    public void The_example_sets_what_production_requires_and_shows_the_rest()
    {
        var text = Generate(".env.production.example");

        Assert.Contains("\n\n# ── Server ──\n# How it listens.\n\n# The environment. Production, Staging or Development.\n#APP_ENVIRONMENT=Production\n", text);
        Assert.Contains("\n#APP_PRICE=1.25\n", text);
        Assert.Contains("\n# The commit. A text without spaces. Left out of manifests: the image sets it.\n#APP_COMMIT=unknown\n", text);
        Assert.Contains("\nDATABASE_URI=mongodb://a.example.com:27017,b.example.com:27017/\n", text);
        Assert.Contains("\nDATABASE_PASSWORD=correct-horse\n", text);
        Assert.Contains("\n#STORE_TOKEN=hvs.example\n", text);
        Assert.DoesNotContain('\r', text);
    }

    [Fact]
    public void Every_value_that_the_example_shows_is_one_that_the_service_takes()
    {
        var variables = Generate(".env.production.example").Split('\n')
            .Select(x => x.TrimStart('#'))
            .Where(x => x.Length > 0 && !x.StartsWith(' ') && x.Contains('='))
            .Select(x => x.Split('=', 2))
            .ToDictionary(x => x[0], x => x[1]);

        Assert.Equal(16, variables.Count);
        var bound = Configuration.Binding.SettingsBinder.Bind(SettingCatalogue.Of(typeof(ServerOptions), typeof(DatabaseOptions)), variables, "Production");
        Assert.Equal("correct-horse", bound.Get<DatabaseOptions>().Password!.Reveal());
    }

    [Fact]
    public void The_document_has_a_table_for_each_group()
    {
        var text = Generate("docs/ENVIRONMENT_VARIABLES.md");

        Assert.Contains("[`.env.production.example`](../.env.production.example)", text);
        Assert.Contains("\n\n## Server\n\nHow it listens.\n\n| Variable | What it is for | It must be | Default | Required in | Example |\n", text);
        Assert.Contains("\n| `APP_HTTP_PORT` | The port. | a whole number, 0 to 65535 | `8080` | – | – |\n", text);
        Assert.Contains("\n\n## Database\n\n| Variable |", text);
        Assert.Contains("\n| `DATABASE_PASSWORD` | **Secret.** Its password. | a secret, 8 characters at least | – | Production | `correct-horse` |\n", text);
        Assert.Contains("\n| `STORE_TOKEN` | **Secret**, the value itself. Opens the secret store. | a secret | – | – | `hvs.example` |\n", text);
    }

    [Fact]
    public void A_bar_and_a_line_break_do_not_break_the_table() =>
        Assert.Contains("| `A_BAR` | one \\| two three | a text | `a\\|b` | all environments | – |", EnvironmentGenerator.Generate(
            new() { Service = "App", Groups = [new() { Title = "T", Settings = [new() { Name = "A_BAR", Description = "one | two\nthree", Type = "a text", Default = "a|b", RequiredIn = ["*"] }] }] },
            s_options)[1].Text);

    [Fact]
    public void The_ConfigMap_has_the_defaults_that_fit_everywhere()
    {
        var lines = Generate("k8s/base/settings.env").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(x => !x.StartsWith('#'));

        Assert.Equal(["APP_ENVIRONMENT=Production", "APP_HTTP_PORT=8080", "APP_HTTP_ADDRESS=*", "APP_MAX_BYTES=100", "APP_RATIO=0.5", "APP_FAST=false", "APP_LOUDNESS=Normal", "APP_DELAY=00:00:05", "APP_SIZES=1,2"], lines);
    }

    [Fact]
    public void The_Secrets_keys_are_the_secret_variables()
    {
        var text = Generate("k8s/components/secret-variables/deployment.yaml");

        Assert.Contains(
            """
                    - name: server
                      env:
                        # Its password. Required in Production.
                        - name: DATABASE_PASSWORD
                          valueFrom:
                            secretKeyRef:
                              name: app-secrets
                              key: DATABASE_PASSWORD
                        # Opens the secret store.
                        - name: STORE_TOKEN
                          valueFrom:
                            secretKeyRef:
                              name: app-secrets
                              key: STORE_TOKEN
                              optional: true

            """,
            text);
        Assert.Contains("kind: Component", Generate("k8s/components/secret-variables/kustomization.yaml"));
    }

    private static string Generate(string path) =>
        EnvironmentGenerator.Generate(SettingCatalogue.Of(typeof(ServerOptions), typeof(DatabaseOptions)).Describe("App"), s_options).Single(x => x.Path == path).Text;
}
