using Pipeline.Errors;
using Pipeline.Kubernetes.Validating;
using Pipeline.Kubernetes.Validating.Schemas;

namespace Pipeline.Kubernetes.Tests.Validating;

public sealed class CustomSchemaTests
{
    private const string Definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: widgets.example.com}
        spec:
          group: example.com
          scope: Namespaced
          names: {kind: Widget, plural: widgets}
          versions:
            - name: v1
              served: true
              storage: true
              schema:
                openAPIV3Schema:
                  type: object
                  required: [spec]
                  properties:
                    spec:
                      type: object
                      required: [size]
                      properties:
                        size: {type: integer, minimum: 1, maximum: 10}
                        above: {type: number, minimum: 0, exclusiveMinimum: true, multipleOf: 0.5}
                        color: {type: string, enum: [red, green]}
                        name: {type: string, pattern: '^[a-z]+$', minLength: 2, maxLength: 4}
                        port: {x-kubernetes-int-or-string: true}
                        tags: {type: array, maxItems: 2, items: {type: string}, x-kubernetes-list-type: set}
                        items: {type: array, items: {type: object, properties: {key: {type: string}}}, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [key]}
                        free: {type: object, x-kubernetes-preserve-unknown-fields: true}
                        labels: {type: object, additionalProperties: {type: string}}
                        template: {type: object, x-kubernetes-embedded-resource: true, properties: {spec: {type: object}}}
                        maybe: {type: string, nullable: true}
                        either: {type: object, properties: {a: {type: string}, b: {type: string}}, oneOf: [{required: [a]}, {required: [b]}]}
                        any: {type: object, properties: {a: {type: string}, b: {type: string}}, anyOf: [{required: [a]}, {required: [b]}]}
                        never: {type: string, not: {enum: [bad]}}
                        all: {type: string, allOf: [{minLength: 1}, {maxLength: 2}]}
        """;

    [Theory]
    [InlineData("size: 3, color: red, name: abc, port: http, tags: [a, b], free: {x: {y: 1}}, labels: {a: b}, maybe: null, never: good, all: ab, above: 1.5")]
    [InlineData("size: 1, port: 80, items: [{key: a}, {key: b}], either: {a: x}, any: {a: x, b: y}, template: {apiVersion: v1, kind: X, metadata: {name: y}, spec: {}}")]
    public void What_fits_the_schema_passes(string spec) => Assert.Empty(Validate(spec));

    [Theory]
    [InlineData("color: red", "K8S003", "spec.size")]
    [InlineData("size: 11", "K8S004", "at most 10")]
    [InlineData("size: 0", "K8S004", "at least 1")]
    [InlineData("size: '3'", "K8S002", "a whole number")]
    [InlineData("size: 1, above: 0", "K8S004", "above 0")]
    [InlineData("size: 1, above: 0.7", "K8S004", "a multiple of 0.5")]
    [InlineData("size: 1, color: blue", "K8S004", "one of 'red', 'green'")]
    [InlineData("size: 1, name: ABC", "K8S004", "^[a-z]+$")]
    [InlineData("size: 1, name: abcde", "K8S004", "at most 4")]
    [InlineData("size: 1, colour: red", "K8S001", "Did you mean 'color'?")]
    [InlineData("size: 1, port: true", "K8S002", "a whole number or a text")]
    [InlineData("size: 1, tags: [a, a]", "K8S011", "spec.tags[1]")]
    [InlineData("size: 1, tags: [a, b, c]", "K8S004", "at most 2")]
    [InlineData("size: 1, items: [{key: a}, {key: a}]", "K8S011", "(by key)")]
    [InlineData("size: 1, labels: {a: 1}", "K8S002", "spec.labels.a")]
    [InlineData("size: 1, color: null", "K8S002", "doesn't allow that")]
    [InlineData("size: 1, either: {a: x, b: y}", "K8S004", "more than one of the schema's oneOf")]
    [InlineData("size: 1, any: {}", "K8S004", "none of the schema's anyOf")]
    [InlineData("size: 1, never: bad", "K8S004", "excludes")]
    [InlineData("size: 1, all: abc", "K8S004", "at most 2")]
    public void What_does_not_is_found(string spec, string rule, string says)
    {
        var finding = Assert.Single(Validate(spec));

        Assert.Equal(rule, finding.Rule.Id);
        Assert.Contains(says, finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Definitions_are_read_from_files_and_folders()
    {
        using var folder = new Overlay().With("crds/widget.yaml", Definition).With("crds/readme.md", "no YAML: [");
        var request = new ValidationRequest(Sample.Manifests("{apiVersion: example.com/v1, kind: Widget, metadata: {name: a}, spec: {size: 99}}"));

        var fromFolder = ManifestValidator.Validate(request with { Schemas = await CustomSchemas.ReadAsync([folder.Folder("crds")]) });
        var fromFile = ManifestValidator.Validate(request with { Schemas = await CustomSchemas.ReadAsync([folder.Folder("crds/widget.yaml")]) });

        Assert.Equal("K8S004", Assert.Single(fromFolder).Rule.Id);
        Assert.Equal(fromFolder, fromFile);
        Assert.Equal("K8S005", Assert.Single(ManifestValidator.Validate(request)).Rule.Id);
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_named() =>
        Assert.Contains("/nowhere", (await Assert.ThrowsAsync<PipelineException>(() => CustomSchemas.ReadAsync(["/nowhere"]))).Message, StringComparison.Ordinal);

    private static IReadOnlyList<Finding> Validate(string spec) =>
        ManifestValidator.Validate(new ValidationRequest(Sample.Manifests(Sample.Together(Definition, $"{{apiVersion: example.com/v1, kind: Widget, metadata: {{name: a}}, spec: {{{spec}}}}}"))));
}
