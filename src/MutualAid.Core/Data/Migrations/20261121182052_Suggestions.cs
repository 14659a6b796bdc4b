using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using NpgsqlTypes;

#nullable disable

namespace MutualAid.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class Suggestions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "need_looking_near",
                table: "need");

            migrationBuilder.AddColumn<List<string>>(
                name: "open_kinds",
                table: "need",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.Sql(
                "UPDATE need SET open_kinds = ARRAY(SELECT DISTINCT p.kind_id FROM need_part p WHERE p.need_id = need.id AND p.state = 'Open' ORDER BY 1) WHERE parts_open > 0");

            migrationBuilder.AddColumn<NpgsqlCircle>(
                name: "reach",
                table: "helper_profile",
                type: "circle",
                nullable: true,
                computedColumnSql: "circle(point, radius + 709)",
                stored: true);

            migrationBuilder.CreateTable(
                name: "help_price",
                columns: table => new
                {
                    area_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    slot = table.Column<short>(type: "smallint", nullable: false),
                    points = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_help_price", x => new { x.area_id, x.slot, x.kind });
                    table.CheckConstraint("help_price_in_range", "points BETWEEN 0 AND 300 AND slot BETWEEN 0 AND 27 AND kind BETWEEN 0 AND 62");
                    table.ForeignKey(
                        name: "fk_help_price_area_area_id",
                        column: x => x.area_id,
                        principalTable: "area",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "weight_setting",
                columns: table => new
                {
                    version = table.Column<int>(type: "integer", nullable: false),
                    nearness = table.Column<int>(type: "integer", nullable: false),
                    continuity = table.Column<int>(type: "integer", nullable: false),
                    language_comfort = table.Column<int>(type: "integer", nullable: false),
                    time_fit = table.Column<int>(type: "integer", nullable: false),
                    load_headroom = table.Column<int>(type: "integer", nullable: false),
                    scarcity_guard = table.Column<int>(type: "integer", nullable: false),
                    asked_lately = table.Column<int>(type: "integer", nullable: false),
                    reserve = table.Column<int>(type: "integer", nullable: false),
                    changed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    why = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("weight_one_version", x => x.version);
                    table.CheckConstraint("weight_in_range", "nearness BETWEEN 0 AND 200 AND continuity BETWEEN 0 AND 200 AND language_comfort BETWEEN 0 AND 200 AND time_fit BETWEEN 0 AND 200 AND load_headroom BETWEEN 0 AND 200 AND scarcity_guard BETWEEN 0 AND 200 AND asked_lately BETWEEN 0 AND 200 AND reserve BETWEEN 0 AND 200");
                    table.CheckConstraint("weight_not_all_zero", "nearness + continuity + language_comfort + time_fit + load_headroom + scarcity_guard + asked_lately + reserve > 0");
                    table.ForeignKey(
                        name: "fk_weight_setting_member_changed_by_id",
                        column: x => x.changed_by_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateIndex(
                name: "need_looking_near",
                table: "need",
                column: "point",
                filter: "looking")
                .Annotation("Npgsql:IndexInclude", new[] { "id", "asker_id", "urgency", "posted_at", "languages", "open_kinds" })
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.CreateIndex(
                name: "helper_active_reach",
                table: "helper_profile",
                column: "reach",
                filter: "active")
                .Annotation("Npgsql:IndexMethod", "gist");

            migrationBuilder.CreateIndex(
                name: "ix_weight_setting_changed_by_id",
                table: "weight_setting",
                column: "changed_by_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "help_price");

            migrationBuilder.DropTable(
                name: "weight_setting");

            migrationBuilder.DropIndex(
                name: "need_looking_near",
                table: "need");

            migrationBuilder.DropIndex(
                name: "helper_active_reach",
                table: "helper_profile");

            migrationBuilder.DropColumn(
                name: "reach",
                table: "helper_profile");

            migrationBuilder.DropColumn(
                name: "open_kinds",
                table: "need");

            migrationBuilder.CreateIndex(
                name: "need_looking_near",
                table: "need",
                column: "point",
                filter: "looking")
                .Annotation("Npgsql:IndexInclude", new[] { "id", "asker_id", "urgency", "posted_at", "languages" })
                .Annotation("Npgsql:IndexMethod", "gist");
        }
    }
}
