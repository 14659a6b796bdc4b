using FluentAssertions;
using MutualAid.Core.Places;
using NpgsqlTypes;
using Xunit;

namespace MutualAid.Core.Tests.Places;

public sealed class LocalPlaneTests
{
    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(91, 0)]
    [InlineData(0, -181)]
    [InlineData(89, 0)]
    public void A_middle_that_cannot_be_measured_from_is_refused(double latitude, double longitude) =>
        LocalPlane.Around(latitude, longitude).Ok.Should().BeFalse();

    [Fact]
    public void East_is_x_and_north_is_y_in_metres()
    {
        var plane = LocalPlane.Around(47.6, -122.3).Value;
        var north = plane.ToMetres(new GeoPoint(47.61, -122.3));
        north.X.Should().BeApproximately(0, 1e-6);
        north.Y.Should().BeApproximately(1_111.95, 0.01);
        var east = plane.ToMetres(new GeoPoint(47.6, -122.29));
        east.Y.Should().Be(0);
        east.X.Should().BeApproximately(749.8, 0.1);
    }

    [Theory]
    [InlineData(47.6, -122.3, 47.51, -122.41)]
    [InlineData(-33.9, 18.4, -34.2, 18.9)]
    [InlineData(-17.8, 179.9, -17.7, -179.8)]
    public void A_place_comes_back_from_metres_as_it_went(double originLatitude, double originLongitude, double latitude, double longitude)
    {
        var plane = LocalPlane.Around(originLatitude, originLongitude).Value;
        var metres = plane.ToMetres(new GeoPoint(latitude, longitude));
        double.Hypot(metres.X, metres.Y).Should().BeLessThan(60_000, "the short way round is taken");
        var back = plane.ToDegrees(metres);
        back.Latitude.Should().BeApproximately(latitude, 1e-9);
        back.Longitude.Should().BeApproximately(longitude, 1e-9);
    }

    [Fact]
    public void A_cell_is_the_same_wherever_inside_it_a_place_lies()
    {
        var cell = new Cell(-1, 2);
        foreach (var (x, y) in new[] { (-1_000.0, 2_000.0), (-0.001, 2_999.999), (-500.0, 2_500.0) })
        {
            Cell.Holding(new NpgsqlPoint(x, y)).Should().Be(cell);
        }

        Cell.Holding(new NpgsqlPoint(0, 2_000)).Should().NotBe(cell);
        cell.Centre.Should().Be(new NpgsqlPoint(-500, 2_500));
        Cell.Holding(cell.Centre).Should().Be(cell);
    }

    [Fact]
    public void A_cell_is_read_back_from_its_text()
    {
        Cell.Parse(new Cell(-12, 7).ToString()).Should().Be(new Cell(-12, 7));
        foreach (var other in new[] { null, "", "1", "1,b", "1,2,3", "1.5,2" })
        {
            Cell.Parse(other).Should().BeNull();
        }
    }

    [Theory]
    [InlineData(0, 0, "under 1 km")]
    [InlineData(1, 0, "1 to 2 km")]
    [InlineData(1, 1, "1 to 2 km")]
    [InlineData(2, 0, "2 to 5 km")]
    [InlineData(3, 4, "2 to 5 km")]
    [InlineData(5, 1, "over 5 km")]
    public void Distances_are_told_in_bands(int east, int north, string words) =>
        DistanceBands.Between(new Cell(10, 10), new Cell(10 + east, 10 + north)).Words().Text.Should().Be(words);
}
