namespace EndToEnd.Tests.Delivery;

/// <summary>Tests that share one copy of this repository, and with it what was compiled and packed there, run one after another; each begins with no rehearsal.</summary>
[CollectionDefinition(Name)]
public sealed class DeliveryGroup : ICollectionFixture<ProductCopy>
{
    public const string Name = "delivery";
}
