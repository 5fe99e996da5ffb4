using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PgGanLab.Grains.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Annotations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "note",
                table: "sweeps",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "tags",
                table: "sweeps",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "note",
                table: "experiments",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "tags",
                table: "experiments",
                type: "TEXT",
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "note",
                table: "sweeps");

            migrationBuilder.DropColumn(
                name: "tags",
                table: "sweeps");

            migrationBuilder.DropColumn(
                name: "note",
                table: "experiments");

            migrationBuilder.DropColumn(
                name: "tags",
                table: "experiments");
        }
    }
}
