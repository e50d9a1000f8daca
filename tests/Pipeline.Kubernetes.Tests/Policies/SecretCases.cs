using Pipeline.Kubernetes.Tests.Validating;
using static Pipeline.Kubernetes.Tests.Validating.Sample;

namespace Pipeline.Kubernetes.Tests.Policies;

/// <summary>Made-up secrets, put together here so that no scanner takes this file for a leak.</summary>
internal static class SecretCases
{
    private static readonly string Aws = "AKIA" + "ABCDEFGH12345678";
    private static readonly string GitHub = "ghp_" + new string('a', 36);
    private static readonly string Jwt = "eyJhbGciOiJIUzI1NiJ9" + "." + "eyJzdWIiOiIxMjM0In0" + ".abc";
    private static readonly string RandomText = "q7ZpX2mN9vB4" + "kLr8TwY1sDf6";

    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("K8S701", Variable("DB_PASSWORD", "hunter22"), Variable("DB_USER", "hunter22"), "'DB_PASSWORD' holds what its name calls a secret"),
        new("K8S701", Variable("X", Aws), Variable("X", "AKIA1"), "an AWS access key"),
        new("K8S701", Variable("X", GitHub), Variable("X", "ghp_short"), "a GitHub token"),
        new("K8S701", Variable("X", Jwt), Variable("X", "eyJ.eyJ"), "a JSON web token"),
        new("K8S701", Variable("X", "mongodb://root:pass@db:27017"), Variable("X", "mongodb://db:27017"), "an address with a password"),
        new("K8S701", Variable("X", "postgres://u:p4ss@db/x"), Variable("X", "postgres://$(USER):$(PASSWORD)@db/x"), "an address with a password"),
        new("K8S701", Variable("X", "-----BEGIN RSA PRIVATE KEY-----"), Variable("X", "-----BEGIN PUBLIC KEY-----"), "a private key"),
        new("K8S701", Variable("X", RandomText), Variable("X", "sha256:" + new string('a', 64)), "a random key"),
        new("K8S701", Variable("apiToken", "abcdef"), Variable("TOKEN_FILE", "/var/run/token"), "what its name calls"),
        new("K8S701", Variable("CLIENT_SECRET", "s3cr3t"), Variable("CLIENT_SECRET", "/etc/secret/file"), "CLIENT_SECRET"),
        new("K8S701", Variable("ACCESS_KEY", "abcdefgh"), Variable("TOKEN_TTL", "00:05:00"), "ACCESS_KEY"),
        new("K8S701", Variable("API_KEY", "abcdefgh"), Container("env: [{name: API_KEY, valueFrom: {secretKeyRef: {name: s, key: k}}}]"), "API_KEY"),
        new("K8S702", Object("v1", "ConfigMap", $"data: {{k: {GitHub}}}"), Object("v1", "ConfigMap", "data: {k: v}"), "a GitHub token"),
        new("K8S702", Object("v1", "ConfigMap", "data: {app.ini: \"user=a\\npassword=hunter22\\n\"}"), Object("v1", "ConfigMap", "data: {app.ini: \"user=a\\npassword=${DB_PASSWORD}\\n\"}"), "what its name calls a secret"),
        new("K8S703", Object("v1", "Secret", "data: {k: YQ==}"), Object("v1", "Secret", "data: {k: ''}"), "the content stands in the manifest"),
        new("K8S704", Container("args: ['--db-password=hunter22']"), Container("args: ['--db-password=$(DB_PASSWORD)']"), "what its name calls a secret"),
        new("K8S704", Container($"command: [run, {Aws}]"), Container("command: [run, '--token-file=/t']"), "an AWS access key"),
        new("K8S705", $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: a, annotations: {{k: {GitHub}}}}}}}", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, annotations: {checksum/config: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef}}}", "a GitHub token"),
    ];

    private static string Variable(string name, string value) => Container($"env: [{{name: {name}, value: '{value}'}}]");
}
