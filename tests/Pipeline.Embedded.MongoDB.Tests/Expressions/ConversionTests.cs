namespace Pipeline.Embedded.MongoDB.Tests.Expressions;

public class ConversionTests
{
    [Theory]
    [InlineData("{$toInt: '5'}", "5")]
    [InlineData("{$toInt: 5.9}", "5")]
    [InlineData("{$toInt: true}", "1")]
    [InlineData("{$toInt: NumberDecimal('-5.9')}", "-5")]
    [InlineData("{$toLong: ISODate('1970-01-01T00:00:01Z')}", "NumberLong(1000)")]
    [InlineData("{$toDouble: '-1e3'}", "-1000.0")]
    [InlineData("{$toDecimal: 0.1}", "NumberDecimal('0.100000000000000')")]
    [InlineData("{$toDecimal: '10.50'}", "NumberDecimal('10.50')")]
    [InlineData("{$toBool: 'false'}", "true")]
    [InlineData("{$toBool: 0.0}", "false")]
    [InlineData("{$toDate: NumberLong(1000)}", "ISODate('1970-01-01T00:00:01Z')")]
    [InlineData("{$toDate: '2018-03-20'}", "ISODate('2018-03-20T00:00:00Z')")]
    [InlineData("{$toObjectId: '5ab9cbfa31c2ab715d42129e'}", "ObjectId('5ab9cbfa31c2ab715d42129e')")]
    [InlineData("{$toString: 2.5}", "'2.5'")]
    [InlineData("{$toString: 1e21}", "'1e+21'")]
    [InlineData("{$toString: 0.1}", "'0.1'")]
    [InlineData("{$toString: 3.0}", "'3'")]
    [InlineData("{$toString: ISODate('2018-03-27T16:58:51.538Z')}", "'2018-03-27T16:58:51.538Z'")]
    [InlineData("{$toString: ObjectId('5ab9cbfa31c2ab715d42129e')}", "'5ab9cbfa31c2ab715d42129e'")]
    [InlineData("{$toInt: null}", "null")]
    [InlineData("{$convert: {input: 'x', to: 'int', onError: 'bad'}}", "'bad'")]
    [InlineData("{$convert: {input: '$nothing', to: 'int', onNull: 0}}", "0")]
    [InlineData("{$convert: {input: 'aGVsbG8=', to: {type: 'binData', subtype: 0}, format: 'base64'}}", "BinData(0, 'aGVsbG8=')")]
    [InlineData("{$convert: {input: BinData(0, 'aGVsbG8='), to: 'string', format: 'utf8'}}", "'hello'")]
    [InlineData("{$convert: {input: BinData(0, 'aGVsbG8='), to: 'string', format: 'hex'}}", "'68656c6c6f'")]
    [InlineData("{$convert: {input: 1, to: 8}}", "true")]
    [InlineData("{$type: '$nothing'}", "'missing'")]
    [InlineData("{$type: 1.0}", "'double'")]
    [InlineData("{$isNumber: NumberLong(1)}", "true")]
    [InlineData("{$isNumber: '1'}", "false")]
    [InlineData("{$binarySize: 'é'}", "2")]
    [InlineData("{$bsonSize: {a: 1}}", "12")]
    [InlineData("{$tsSecond: Timestamp(5, 6)}", "NumberLong(5)")]
    [InlineData("{$tsIncrement: Timestamp(5, 6)}", "NumberLong(6)")]
    public void Values_are_converted(string expression, string expected) => Evaluated.Is(expected, expression);

    [Theory]
    [InlineData("{$toInt: 'abc'}", 241)]
    [InlineData("{$toInt: ' 5'}", 241)]
    [InlineData("{$toInt: 3000000000.0}", 241)]
    [InlineData("{$toLong: NaN}", 241)]
    [InlineData("{$toObjectId: 'x'}", 241)]
    [InlineData("{$toDate: true}", 241)]
    [InlineData("{$toInt: {a: '$b'}}", 241)]
    [InlineData("{$convert: {input: 1, to: 'banana'}}", 2)]
    [InlineData("{$convert: {input: 1}}", 9)]
    [InlineData("{$convert: {input: 1, to: 'int', x: 1}}", 9)]
    public void What_cannot_be_converted_is_refused(string expression, int code) => Evaluated.Fails(code, expression);

    [Fact]
    public void A_conversion_that_is_not_there_is_named() => Assert.Equal(
        "Unsupported conversion from objectId to int in $convert with no onError value",
        Evaluated.Fails(241, "{$toInt: ObjectId('5ab9cbfa31c2ab715d42129e')}").Message);

    [Fact]
    public void Random_numbers_lie_between_zero_and_one() => Assert.InRange(Evaluated.Of("{$rand: {}}")!.AsDouble, 0, 1);
}
