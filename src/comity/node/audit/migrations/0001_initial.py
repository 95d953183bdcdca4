from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("actor", models.CharField(max_length=100)),
                ("action", models.CharField(max_length=50)),
                ("object", models.CharField(blank=True, max_length=200)),
                ("facts", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ("-id",),
            },
        ),
    ]
