"""What the two forms of the estimates of GDP and population share: one by COW codes, one by Gleditsch-Ward numbers."""

from foedus.datasets.columns import number

_PWT = "million 2011 US dollars (the Penn World Table's)"
ESTIMATES = (
    number(
        "mrgdppc", "GDP per capita (the Maddison Project's), mean of the simulations.", low=0, unit="2011 US dollars"
    ),
    number("sd_mrgdppc", "Its standard deviation.", low=0, unit="2011 US dollars"),
    number("pwtrgdp", "GDP, mean of the simulations.", low=0, unit=_PWT),
    number("sd_pwtrgdp", "Its standard deviation.", low=0, unit=_PWT),
    number("pwtpop", "Population, mean of the simulations.", low=0, unit="million people"),
    number("sd_pwtpop", "Its standard deviation.", low=0, unit="million people"),
)
ABOUT = (
    "One row per state and year. Each figure is the mean of simulations from a latent variable model of many sources, beside its standard "
    "deviation; years without any source are estimated too, so that uncertainty is large before 1900."
)
LICENCE = "Free for research; cite Fariss et al. 2022, Anders et al. 2020 and the Penn World Table (CC BY 4.0)."
