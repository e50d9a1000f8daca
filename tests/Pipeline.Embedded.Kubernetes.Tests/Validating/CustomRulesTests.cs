using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Ownership;
using Pipeline.Embedded.Kubernetes.Patching;
using Pipeline.Embedded.Kubernetes.Schemas;
using Pipeline.Embedded.Kubernetes.Tests.Ownership;
using Pipeline.Embedded.Kubernetes.Validating;

namespace Pipeline.Embedded.Kubernetes.Tests.Validating;

public class CustomRulesTests
{
    [Theory]
    [InlineData("{type: integer, minimum: 1}", "0", "spec.v: Invalid value: 0: spec.v in body should be greater than or equal to 1")]
    [InlineData("{type: integer, minimum: 1, exclusiveMinimum: true}", "1", "spec.v: Invalid value: 1: spec.v in body should be greater than 1")]
    [InlineData("{type: number, maximum: 1.5}", "2", "spec.v: Invalid value: 2: spec.v in body should be less than or equal to 1.5")]
    [InlineData("{type: integer, multipleOf: 5}", "7", "spec.v: Invalid value: 7: spec.v in body should be a multiple of 5")]
    [InlineData("{type: integer}", "text", "spec.v: Invalid value: \"string\": spec.v in body must be of type integer: \"string\"")]
    [InlineData("{type: integer}", "1.5", "spec.v: Invalid value: \"number\": spec.v in body must be of type integer: \"number\"")]
    [InlineData("{type: string}", "null", "spec.v: Invalid value: \"null\": spec.v in body must be of type string: \"null\"")]
    [InlineData("{type: string, nullable: true}", "null", "")]
    [InlineData("{type: string, enum: [a, b]}", "c", "spec.v: Unsupported value: \"c\": supported values: \"a\", \"b\"")]
    [InlineData("{type: string, pattern: '^a+$'}", "b", "spec.v: Invalid value: \"b\": spec.v in body should match '^a+$'")]
    [InlineData("{type: string, minLength: 3}", "ab", "spec.v: Invalid value: \"ab\": spec.v in body should be at least 3 chars long")]
    [InlineData("{type: string, maxLength: 3}", "abcd", "spec.v: Too long: may not be more than 3 bytes")]
    [InlineData("{type: string, format: date-time}", "soon", "spec.v: Invalid value: \"soon\": spec.v in body must be of type date-time: \"soon\"")]
    [InlineData("{type: string, format: unheard-of}", "anything", "")]
    [InlineData("{type: array, maxItems: 1, items: {type: integer}}", "[1, 2]", "spec.v: Too many: 2: must have at most 1 item")]
    [InlineData("{type: array, minItems: 1, items: {type: integer}}", "[]", "spec.v: Invalid value: 0: spec.v in body should have at least 1 items")]
    [InlineData("{type: array, items: {type: integer}}", "[1, x]", "spec.v[1]: Invalid value: \"string\": spec.v[1] in body must be of type integer: \"string\"")]
    [InlineData("{type: array, x-kubernetes-list-type: set, items: {type: string}}", "[a, a]", "spec.v[1]: Duplicate value: \"a\"")]
    [InlineData("{type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k], items: {type: object, properties: {k: {type: string}}}}", "[{k: a}, {k: a}]", "spec.v[1]: Duplicate value: {\"k\":\"a\"}")]
    [InlineData("{type: object, required: [a], properties: {a: {type: string}}}", "{}", "spec.v.a: Required value")]
    [InlineData("{type: object, additionalProperties: {type: integer}}", "{x: z}", "spec.v.x: Invalid value: \"string\": spec.v.x in body must be of type integer: \"string\"")]
    [InlineData("{type: object, maxProperties: 1, additionalProperties: {type: integer}}", "{x: 1, z: 2}", "spec.v: Too many: 2: must have at most 1 item")]
    [InlineData("{x-kubernetes-int-or-string: true}", "true", "spec.v: Invalid value: \"boolean\": spec.v in body must be of type integer,string: \"boolean\"")]
    [InlineData("{type: object, properties: {a: {type: string}, b: {type: string}}, oneOf: [{required: [a]}, {required: [b]}]}", "{}", "<nil>: Invalid value: \"\": \"spec.v\" must validate one and only one schema (oneOf). Found none valid")]
    [InlineData("{type: object, properties: {a: {type: string}, b: {type: string}}, oneOf: [{required: [a]}, {required: [b]}]}", "{a: x, b: z}", "<nil>: Invalid value: \"\": \"spec.v\" must validate one and only one schema (oneOf). Found 2 valid alternatives")]
    [InlineData("{type: integer, anyOf: [{minimum: 5}, {maximum: 1}]}", "3", "<nil>: Invalid value: \"\": \"spec.v\" must validate at least one schema (anyOf)")]
    [InlineData("{type: integer, not: {enum: [3]}}", "3", "<nil>: Invalid value: \"\": \"spec.v\" must not validate the schema (not)")]
    [InlineData("{type: integer, allOf: [{minimum: 5}]}", "3", "<nil>: Invalid value: \"\": \"spec.v\" must validate all the schemas (allOf)")]
    public void A_value_is_held_against_its_schema(string schema, string value, string expected)
    {
        var type = Schema($"{{v: {schema}}}");

        var causes = ObjectValidation.Validate(Yaml.Read($"{{apiVersion: e.test/v1, kind: W, metadata: {{name: w}}, spec: {{v: {value}}}}}"), null, type);

        Assert.Equal(expected, causes.Count == 0 ? "" : FieldCause.Describe(causes));
    }

    [Fact]
    public void Lists_and_maps_of_a_custom_resource_are_owned_as_its_schema_says()
    {
        var cluster = new Cluster(Schema("""
            {byKey: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k, p], items: {type: object, properties: {k: {type: string}, p: {type: string, default: TCP}, v: {type: integer}}}},
             set: {type: array, x-kubernetes-list-type: set, items: {type: string}}, plain: {type: array, items: {type: string}}, whole: {type: object, x-kubernetes-map-type: atomic, properties: {a: {type: integer}}},
             any: {type: object, x-kubernetes-preserve-unknown-fields: true}}
            """));

        cluster.Apply("a", "{apiVersion: e.test/v1, kind: W, metadata: {name: w}, spec: {byKey: [{k: x, v: 1}], set: [s, t], plain: [p], whole: {a: 1}, any: {deep: {er: 1, list: [1]}}}}");
        cluster.Apply("b", "{apiVersion: e.test/v1, kind: W, metadata: {name: w}, spec: {byKey: [{k: z, p: UDP}], set: [u]}}");

        Assert.Equal(
        [
            "a/Apply .spec.any.deep .spec.any.deep.er .spec.any.deep.list .spec.byKey[k=\"x\",p=\"TCP\"] .spec.byKey[k=\"x\",p=\"TCP\"].k .spec.byKey[k=\"x\",p=\"TCP\"].v .spec.plain .spec.set[=\"s\"] .spec.set[=\"t\"] .spec.whole",
            "b/Apply .spec.byKey[k=\"z\",p=\"UDP\"] .spec.byKey[k=\"z\",p=\"UDP\"].k .spec.byKey[k=\"z\",p=\"UDP\"].p .spec.set[=\"u\"]",
        ], cluster.Owners());
        Assert.Equal("""["s","t","u"]""", cluster.Live!["spec"]!["set"]!.ToJsonString());
    }

    [RecordedFact]
    public void The_recorded_definition_s_resources_are_refused_as_recorded()
    {
        var exchanges = Recording.Read("11-custom-resource");
        var schema = SchemaCatalog.FromOpenApi((JsonObject)exchanges[0].Sent!["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!);
        var (unknown, wrong) = (exchanges[2], exchanges[3]);

        var refusal = Assert.Throws<PatchException>(() => ServerSideApply.Apply(new() { Schema = schema, Applied = (JsonObject)unknown.Sent!, Manager = "pipeline", Now = default }));
        var causes = ObjectValidation.Validate((JsonObject)wrong.Sent!, null, schema);

        Assert.Equal($"{unknown.Received!["message"]}", refusal.Message);
        Assert.Equal($"{wrong.Received!["message"]}", $"Widget.example.test \"w2\" is invalid: {FieldCause.Describe(causes)}");
    }

    private static TypeSchema Schema(string properties) =>
        SchemaCatalog.FromOpenApi(Yaml.Read($"{{type: object, properties: {{spec: {{type: object, properties: {properties}}}}}}}"));
}
