using System.Net.Http.Headers;
using System.Text;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Serving.Protobuf;

namespace Pipeline.Embedded.Kubernetes.Tests.Serving;

public class ProtobufTests
{
    [Fact]
    public void An_object_is_read_with_maps_inlined_fields_numbers_and_quantities()
    {
        var memory = Field(2, [.. Field(1, "memory"), .. Field(2, Field(1, "64Mi"))]);
        byte[] port = [.. Number(3, 8080), .. Field(4, "TCP")];
        byte[] probe = [.. Field(1, Field(2, Field(2, [.. Number(1, 0), .. Number(2, 80)]))), .. Number(4, 5)];
        byte[] container = [.. Field(1, "web"), .. Field(2, "web:1"), .. Field(6, port), .. Field(8, memory), .. Field(10, probe)];
        var pod = Envelope("v1", "Pod", [.. Field(1, [.. Field(1, "p"), .. Field(11, [.. Field(1, "app"), .. Field(2, "web")])]), .. Field(2, Field(2, container))]);

        var value = ProtobufObject.Parse(pod);

        Assert.Equal(
            """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","labels":{"app":"web"}},"spec":{"containers":[{"name":"web","image":"web:1","ports":[{"containerPort":8080,"protocol":"TCP"}],"resources":{"requests":{"memory":"64Mi"}},"livenessProbe":{"httpGet":{"port":80},"periodSeconds":5}}]}}""",
            value.ToJsonString());
    }

    [Fact]
    public void What_is_cut_off_or_of_another_kind_is_refused()
    {
        var whole = Envelope("v1", "ConfigMap", Field(1, Field(1, "a")));

        Assert.Equal(400, Assert.Throws<ApiRefusal>(() => ProtobufObject.Parse(whole.AsSpan()[..^1])).Code);
        Assert.Equal(400, Assert.Throws<ApiRefusal>(() => ProtobufObject.Parse("{}"u8)).Code);
        Assert.Equal(415, Assert.Throws<ApiRefusal>(() => ProtobufObject.Parse(Envelope("example.test/v1", "Widget", []))).Code);
    }

    [Fact]
    public async Task A_body_in_protobuf_makes_an_object()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var client = TestCluster.Http(cluster);
        using var body = new ByteArrayContent(Envelope("v1", "ConfigMap", [.. Field(1, Field(1, "a")), .. Field(2, [.. Field(1, "k"), .. Field(2, "v")])]));
        body.Headers.ContentType = new MediaTypeHeaderValue(ProtobufObject.MediaType);

        using var answer = await client.PostAsync("/api/v1/namespaces/default/configmaps", body);
        var value = await client.MustAsync("GET", "/api/v1/namespaces/default/configmaps/a");

        Assert.Equal(201, (int)answer.StatusCode);
        Assert.Equal("v", (string?)value["data"]!["k"]);
    }

    private static byte[] Envelope(string apiVersion, string kind, byte[] raw) =>
        [.. "k8s\0"u8, .. Field(1, [.. Field(1, apiVersion), .. Field(2, kind)]), .. Field(2, raw)];

    private static byte[] Field(int number, string text) => Field(number, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int number, byte[] bytes) => [(byte)((number << 3) | 2), .. Varint(bytes.Length), .. bytes];

    private static byte[] Number(int number, int value) => [(byte)(number << 3), .. Varint(value)];

    private static byte[] Varint(int value) => value < 128 ? [(byte)value] : [(byte)((value & 127) | 128), .. Varint(value >> 7)];
}
