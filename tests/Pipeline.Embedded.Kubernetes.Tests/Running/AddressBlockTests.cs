using Pipeline.Embedded.Kubernetes.Running.Addresses;

namespace Pipeline.Embedded.Kubernetes.Tests.Running;

public class AddressBlockTests
{
    [Fact]
    public void Two_clusters_never_share_an_address()
    {
        using var one = AddressBlock.Take("the same");
        using var two = AddressBlock.Take("the same");

        var addresses = Enumerable.Range(0, 500).SelectMany(_ => new[] { one.NextPod(), two.NextPod() }).ToList();

        Assert.Equal(1000, addresses.Distinct().Count());
        Assert.DoesNotContain(addresses, x => x.GetAddressBytes()[3] is 0 or 255);
    }

    [Fact]
    public void A_service_has_the_same_address_again_and_another_one_has_another()
    {
        using var block = AddressBlock.Take("services");
        var first = block.ForService("a/web");

        Assert.NotEqual(first, block.ForService("a/web"));
        block.GiveBack(first.ToString());
        Assert.Equal(first, block.ForService("a/web"));
    }

    [Fact]
    public void A_pod_keeps_its_address_only_where_it_is_one_of_the_block_and_free()
    {
        using var block = AddressBlock.Take("kept");
        var address = block.NextPod().ToString();

        Assert.False(block.TryKeep(address));
        Assert.False(block.TryKeep("10.0.0.1"));
        block.GiveBack(address);
        Assert.True(block.TryKeep(address));
    }
}
