using System.Globalization;
using System.Text;
using FluentAssertions;
using MutualAid.Core.Places;
using MutualAid.TestKit;
using Xunit;

namespace MutualAid.Core.Tests.Places;

public sealed class AreaShapeTests
{
    private static readonly GeoPoint[] Square = Ring((0, 0), (10, 0), (10, 10), (0, 10));

    [Fact]
    public void A_place_inside_on_the_border_and_at_a_corner_belongs_to_the_area()
    {
        var shape = AreaShape.Of([[Square]]).Value;
        shape.Contains(new GeoPoint(5, 5)).Should().BeTrue();
        shape.Contains(new GeoPoint(0, 5)).Should().BeTrue();
        shape.Contains(new GeoPoint(10, 10)).Should().BeTrue();
        shape.Contains(new GeoPoint(5, 10.001)).Should().BeFalse();
        shape.Contains(new GeoPoint(-0.001, 5)).Should().BeFalse();
    }

    [Fact]
    public void A_hole_is_outside_and_a_second_polygon_is_inside()
    {
        var hole = Ring((4, 4), (6, 4), (6, 6), (4, 6));
        var shape = AreaShape.Of([[Square, hole], [Ring((20, 20), (21, 20), (21, 21), (20, 21))]]).Value;
        shape.Contains(new GeoPoint(5, 5)).Should().BeFalse();
        shape.Contains(new GeoPoint(4, 5)).Should().BeTrue("its edge still belongs to the area");
        shape.Contains(new GeoPoint(20.5, 20.5)).Should().BeTrue();
        shape.Contains(new GeoPoint(15, 15)).Should().BeFalse();
    }

    [Fact]
    public void A_place_inside_is_found_even_in_a_bent_shape_with_a_hole()
    {
        // A U whose centre of gravity lies between its legs.
        var bent = AreaShape.Of([[Ring((0, 0), (9, 0), (9, 9), (7, 9), (7, 2), (2, 2), (2, 9), (0, 9))]]).Value;
        bent.Contains(bent.InsidePoint()).Should().BeTrue();
        var pierced = AreaShape.Of([[Square, Ring((1, 1), (9, 1), (9, 9), (1, 9))]]).Value;
        pierced.Contains(pierced.InsidePoint()).Should().BeTrue();
    }

    [Fact]
    public void What_is_no_polygon_is_refused_with_the_reason()
    {
        Reason([]).Should().Contain("no ring");
        Reason([[]]).Should().Contain("no ring");
        Reason([[Square[..3]]]).Should().Contain("3 positions");
        Reason([[Square[..4]]]).Should().Contain("not closed");
        Reason([[Ring((0, 0), (5, 5), (9, 9))]]).Should().Contain("no size");
        Reason([[Ring((0, 0), (10, 10), (10, 0), (0, 12))]]).Should().Contain("crosses itself");
        Reason([[Ring((0, 0), (200, 0), (200, 10))]]).Should().Contain("not on earth");
        Reason([[Ring((0, 0), (double.NaN, 0), (2, 10))]]).Should().Contain("not on earth");

        static string Reason(GeoPoint[][][] polygons) => AreaShape.Of(polygons).Refusal!.Why.ToString();
    }

    [Fact]
    public void A_border_comes_back_from_its_text_digit_for_digit()
    {
        var shape = AreaShape.Of([[Ring((-122.37632, 47.67591), (-122.1, 47.6), (-122.123456789012, 47.8))]]).Value;
        var back = GeoJsonAreas.ReadBorder(shape.ToGeoJson())!;
        back.ToGeoJson().Should().Be(shape.ToGeoJson());
        back.Polygons[0][0].Should().Equal(shape.Polygons[0][0]);
        GeoJsonAreas.ReadBorder("{}").Should().BeNull();
        GeoJsonAreas.ReadBorder("no").Should().BeNull();
    }

    [Fact]
    public void Drawing_leaves_out_corners_that_nobody_sees_and_keeps_the_others()
    {
        var wiggly = Enumerable.Range(0, 1_001).Select(i => (i / 100.0, i % 2 * 0.0001)).Concat([(10.0, 10.0), (0.0, 10.0)]).ToArray();
        var shape = AreaShape.Of([[Ring(wiggly)]]).Value;
        var frame = MapFrame.Around([shape], 100, 400)!;
        frame.Path(shape).Count(sign => sign is 'M' or 'L').Should().Be(4);
        frame.ViewBox.Should().StartWith("0 0 100 ");
        frame.At(new GeoPoint(10, 0)).Should().Be((4, 4), "north-west is the top left, inside the margin");
        MapFrame.Around([], 100, 100).Should().BeNull();
    }

    [Fact]
    public async Task A_feature_that_is_no_named_polygon_is_left_out_with_its_number_and_the_others_are_read()
    {
        var read = await ReadAsync(
            """
            {"type":"FeatureCollection","features":[
              {"type":"Feature","properties":{"name":"Mill Hill"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}},
              {"type":"Feature","properties":{"name":"A dot"},"geometry":{"type":"Point","coordinates":[0,0]}},
              {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}},
              {"type":"Feature","properties":{"name":"Open"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}},
              {"type":"Feature","properties":{"name":"Words"},"geometry":{"type":"Polygon","coordinates":[[["a","b"]]]}},
              {"type":"Feature","properties":{"name":"Nothing"},"geometry":null},
              {"type":"Feature","properties":null,"geometry":7},
              7
            ]}
            """);
        var features = read.Value;
        features.Should().HaveCount(8);
        features.Where(feature => feature.Shape is not null).Should().ContainSingle().Which.Name.Should().Be("Mill Hill");
        features.Where(feature => feature.Shape is null).Should().OnlyContain(feature => feature.Reason != null);
        features.Select(feature => feature.Number).Should().Equal(Enumerable.Range(1, 8));
        features[1].Reason!.ToString().Should().Contain("“Point”");
        features[3].Reason!.ToString().Should().Contain("not closed");
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{\"type\":", "not JSON")]
    [InlineData("[1,2]", "FeatureCollection")]
    [InlineData("{\"type\":\"Topology\"}", "FeatureCollection")]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":7}", "FeatureCollection")]
    public async Task A_file_that_is_no_map_is_refused_in_one_sentence(string text, string says) =>
        (await ReadAsync(text)).Refusal!.Why.ToString().Should().Contain(says);

    [SharedDataFact]
    public async Task Every_area_of_a_real_city_is_read_and_every_real_point_is_found_in_its_area()
    {
        await using var file = File.OpenRead(SharedData.File("areas/seattle_neighborhoods.geojson"));
        var features = (await GeoJsonAreas.ReadAsync(file)).Value;
        features.Should().HaveCount(90).And.OnlyContain(feature => feature.Shape != null);
        features.Select(feature => feature.Name).Should().OnlyHaveUniqueItems();
        features.Should().OnlyContain(feature => feature.Shape!.Contains(feature.Shape.InsidePoint()));

        var ids = features.ToDictionary(feature => Guid.NewGuid(), feature => feature);
        var index = new AreaIndex(ids.Select(entry => (entry.Key, entry.Value.Shape!)));
        var rows = File.ReadLines(SharedData.File("areas/seattle_ppatch.csv")).Skip(1).Select(line => line.Split(',')).ToList();
        rows.Should().HaveCount(86);
        foreach (var row in rows)
        {
            var place = new GeoPoint(double.Parse(row[1], CultureInfo.InvariantCulture), double.Parse(row[2], CultureInfo.InvariantCulture));
            var area = index.Holding(place);
            area.Should().NotBeNull("point {0} lies in the city", row[0]);
            if (row[4] == "inside")
            {
                ids[area!.Value].Name.Should().Be(row[3], "that is where point {0} lies", row[0]);
            }
        }

        var frame = MapFrame.Around([.. features.Select(feature => feature.Shape!)], 640, 900)!;
        features.Sum(feature => frame.Path(feature.Shape!).Length).Should().BeLessThan(40_000, "the map of a city has to fit a page");
    }

    private static async Task<Core.Common.Result<IReadOnlyList<AreaFeature>>> ReadAsync(string json) =>
        await GeoJsonAreas.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(json)));

    // Longitude first, as GeoJSON has it; closed here.
    private static GeoPoint[] Ring(params (double Longitude, double Latitude)[] corners) =>
        [.. corners.Append(corners[0]).Select(corner => new GeoPoint(corner.Latitude, corner.Longitude))];
}
