using Microsoft.EntityFrameworkCore.Migrations;
using NpgsqlTypes;

#nullable disable

namespace MutualAid.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class SquaresAndReach : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "helper_active_near",
                table: "helper_profile");

            migrationBuilder.DropIndex(
                name: "helper_active_reach",
                table: "helper_profile");

            migrationBuilder.AddColumn<int>(
                name: "cell_east",
                table: "need",
                type: "integer",
                nullable: true,
                computedColumnSql: "floor(point[0] / 1000)::int",
                stored: true);

            migrationBuilder.AddColumn<int>(
                name: "cell_north",
                table: "need",
                type: "integer",
                nullable: true,
                computedColumnSql: "floor(point[1] / 1000)::int",
                stored: true);

            migrationBuilder.AlterColumn<NpgsqlBox>(
                name: "reach",
                table: "helper_profile",
                type: "box",
                nullable: true,
                computedColumnSql: "box(point - point(radius + 709, radius + 709), point + point(radius + 709, radius + 709))",
                stored: true,
                oldClrType: typeof(NpgsqlCircle),
                oldType: "circle",
                oldNullable: true,
                oldComputedColumnSql: "circle(point, radius + 709)",
                oldStored: true);

            migrationBuilder.CreateIndex(
                name: "need_looking_in_cell",
                table: "need",
                columns: new[] { "cell_east", "cell_north", "urgency", "posted_at", "id" },
                descending: new[] { false, false, true, false, false },
                filter: "looking")
                .Annotation("Npgsql:IndexInclude", new[] { "asker_id", "point", "languages", "open_kinds" });

            migrationBuilder.CreateIndex(
                name: "helper_active_near",
                table: "helper_profile",
                column: "point",
                filter: "active")
                .Annotation("Npgsql:IndexInclude", new[] { "member_id", "kinds", "hours", "radius", "weekly_capacity", "vetting", "checked_until", "rest_until" })
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.CreateIndex(
                name: "helper_active_reach",
                table: "helper_profile",
                column: "reach",
                filter: "active")
                .Annotation("Npgsql:IndexInclude", new[] { "member_id", "kinds", "hours", "radius", "weekly_capacity", "vetting", "checked_until", "rest_until", "point" })
                .Annotation("Npgsql:IndexMethod", "gist");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "need_looking_in_cell",
                table: "need");

            migrationBuilder.DropIndex(
                name: "helper_active_near",
                table: "helper_profile");

            migrationBuilder.DropIndex(
                name: "helper_active_reach",
                table: "helper_profile");

            migrationBuilder.DropColumn(
                name: "cell_east",
                table: "need");

            migrationBuilder.DropColumn(
                name: "cell_north",
                table: "need");

            migrationBuilder.AlterColumn<NpgsqlCircle>(
                name: "reach",
                table: "helper_profile",
                type: "circle",
                nullable: true,
                computedColumnSql: "circle(point, radius + 709)",
                stored: true,
                oldClrType: typeof(NpgsqlBox),
                oldType: "box",
                oldNullable: true,
                oldComputedColumnSql: "box(point - point(radius + 709, radius + 709), point + point(radius + 709, radius + 709))",
                oldStored: true);

            migrationBuilder.CreateIndex(
                name: "helper_active_near",
                table: "helper_profile",
                column: "point",
                filter: "active")
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.CreateIndex(
                name: "helper_active_reach",
                table: "helper_profile",
                column: "reach",
                filter: "active")
                .Annotation("Npgsql:IndexMethod", "gist");
        }
    }
}
