using FsCheck;
using FsCheck.Fluent;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Tests.Schemas;

public class QuantityTests
{
    [Theory]
    [InlineData("1000m", "1"), InlineData("0.5", "500m"), InlineData("1", "1"), InlineData("1000", "1k"), InlineData("1024", "1024"), InlineData("1024Mi", "1Gi"), InlineData("1.5Gi", "1536Mi")]
    [InlineData("0", "0"), InlineData("0Mi", "0"), InlineData("128974848", "128974848"), InlineData("129e6", "129e6"), InlineData("1e3", "1e3"), InlineData("1E3", "1e3"), InlineData("12e4", "120e3"), InlineData("100m", "100m")]
    [InlineData("0.1", "100m"), InlineData("1.234", "1234m"), InlineData("0.0000000001", "1n"), InlineData("-1500m", "-1500m"), InlineData("+5", "5"), InlineData("5.", "5"), InlineData(".5", "500m"), InlineData("512Ki", "512Ki")]
    [InlineData("0.5Ki", "512"), InlineData("1Ei", "1Ei"), InlineData("2G", "2G"), InlineData("2000M", "2G"), InlineData("0.001k", "1"), InlineData("1001k", "1001k"), InlineData("1u", "1u"), InlineData("00.5", "500m")]
    public void An_amount_is_written_as_Kubernetes_writes_it(string text, string canonical) => Assert.Equal(canonical, Quantity.Parse(text).ToString());

    [Theory]
    [InlineData("lots", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [InlineData("", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [InlineData("1 Gi", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [InlineData("1gi", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [InlineData("1iM", "unable to parse quantity's suffix")]
    [InlineData("1.2.3", "unable to parse numeric part of quantity")]
    public void A_text_that_is_no_amount_is_refused_in_Kubernetes_words(string text, string message) => Assert.Equal(message, Assert.Throws<FormatException>(() => Quantity.Parse(text)).Message);

    [Theory]
    [InlineData("1", "1000m", 0), InlineData("1Gi", "1G", 1), InlineData("100m", "0.2", -1), InlineData("-1", "0", -1), InlineData("1e3", "1k", 0)]
    public void Amounts_compare_by_what_they_are(string left, string right, int order) => Assert.Equal(order, Math.Sign(Quantity.Parse(left).CompareTo(Quantity.Parse(right))));

    [Fact]
    public void The_canonical_text_is_the_same_amount_and_canonical_itself() =>
        Prop.ForAll(Gen.Zip(Gen.Choose(-1_000_000, 1_000_000), Gen.Elements("", "n", "u", "m", "k", "M", "G", "Ki", "Mi", "Gi", "e3", "e-2")).ToArbitrary(), pair =>
        {
            var amount = Quantity.Parse($"{pair.Item1}{pair.Item2}");
            var again = Quantity.Parse(amount.ToString());

            Assert.Equal(0, amount.CompareTo(again));
            Assert.Equal(amount.ToString(), again.ToString());
        }).QuickCheckThrowOnFailure();
}
